package dev.gantry.topologies.processor.match;

import dev.gantry.schemas.records.Signal;
import dev.gantry.schemas.records.SignalKind;
import dev.gantry.topologies.port.PartitionCounts;
import dev.gantry.topologies.processor.Alarm;
import java.time.Duration;
import java.util.Collection;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.ObjLongConsumer;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;

/**
 * Tells of which of a task's topics nothing has come for a while, every second: a stream without a
 * record does not tell how far it is, and correlated rules would wait for it. While the task reads,
 * what has been written would have come. Told only while a correlated rule is in force. Not
 * thread-safe.
 */
final class QuietTopics {

  private static final Duration INTERVAL = Duration.ofSeconds(1);

  /** A topic of which nothing has come for so long has nothing more to read. */
  private static final long QUIET_MS = 2_000;

  /** At first it takes longer: a task that comes up has to find what came while it was away. */
  private static final long START_MS = 5_000;

  private final SortedMap<String, Long> readAtMs = new TreeMap<>();
  private final int partition;
  private final BooleanSupplier needed;
  private final ObjLongConsumer<Signal> tell;
  private final Alarm alarm;
  private long lookedAtMs;

  /**
   * @param topics full names of the topics
   * @param needed whether anybody needs to know
   * @param tell takes what is to be told, and the wall clock in ms
   */
  QuietTopics(
      ProcessorContext<?, ?> context,
      Collection<String> topics,
      PartitionCounts partitions,
      BooleanSupplier needed,
      ObjLongConsumer<Signal> tell) {
    this.partition = context.taskId().partition();
    this.needed = needed;
    this.tell = tell;
    this.lookedAtMs = context.currentSystemTimeMs();
    for (String topic : topics) {
      if (partitions.partitions(topic) > partition) {
        readAtMs.put(topic, lookedAtMs + START_MS - QUIET_MS);
      }
    }
    this.alarm = new Alarm(context, INTERVAL, PunctuationType.WALL_CLOCK_TIME, this::look);
    look();
  }

  /** A record of a topic has come. */
  void read(String topic, long nowMs) {
    readAtMs.put(topic, nowMs);
  }

  /** Sees whether anybody needs to know by now. */
  void look() {
    alarm.setNeeded(needed.getAsBoolean());
  }

  /** A task that was held up has read nothing meanwhile, so no more is told than the last look. */
  private void look(long nowMs) {
    long untilMs = Math.min(nowMs - QUIET_MS, lookedAtMs);
    lookedAtMs = nowMs;
    SortedMap<String, Long> quiet = new TreeMap<>();
    readAtMs.forEach(
        (topic, atMs) -> {
          if (nowMs - atMs >= QUIET_MS) {
            quiet.put(topic, untilMs * 1000);
          }
        });
    if (!quiet.isEmpty()) {
      tell.accept(
          Signal.newBuilder()
              .setKind(SignalKind.PROGRESS)
              .setSourcePartition(partition)
              .setQuietTopics(quiet)
              .build(),
          nowMs);
    }
    look();
  }
}
