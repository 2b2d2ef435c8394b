package dev.gantry.bench.timing;

import dev.gantry.schemas.topic.Topic;
import dev.gantry.schemas.topic.WholeTopics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.Deserializer;

/** Reads results as they are committed, and times each from when its record was due. */
public final class Arrivals<V> implements AutoCloseable {

  /** What is no result of any record sent. */
  public static final long NONE = -1;

  private static final long WORST_MICROS = TimeUnit.MINUTES.toMicros(5);
  private static final Duration LOOK = Duration.ofMillis(100);

  private final KafkaConsumer<String, V> consumer;
  private final String topic;
  private final ToLongFunction<V> indexOf;
  private final Schedule schedule;
  private final long firstMeasured;
  private final Histogram micros = new Histogram(WORST_MICROS, 3);
  private final Thread thread = new Thread(this::read, "arrivals");
  private volatile long lastNanos;

  /**
   * @param values reads the values of the topic
   * @param indexOf which record sent a result comes from; {@link #NONE} for what does not count
   * @param firstMeasured results of earlier records are not timed
   */
  public Arrivals(
      Map<String, Object> client,
      Topic<?> topic,
      Deserializer<V> values,
      ToLongFunction<V> indexOf,
      Schedule schedule,
      long firstMeasured) {
    Map<String, Object> config = new HashMap<>(client);
    config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    this.consumer = new KafkaConsumer<>(config, topic.keySerde().deserializer(), values);
    this.topic = topic.name();
    this.indexOf = indexOf;
    this.schedule = schedule;
    this.firstMeasured = firstMeasured;
    this.lastNanos = schedule.startNanos();
  }

  /** Begins to read. */
  public void start() {
    WholeTopics.assign(consumer, List.of(topic));
    thread.start();
  }

  private void read() {
    try (consumer) {
      while (true) {
        ConsumerRecords<String, V> found = consumer.poll(LOOK);
        long now = System.nanoTime();
        for (ConsumerRecord<String, V> record : found) {
          count(indexOf.applyAsLong(record.value()), now);
        }
      }
    } catch (WakeupException stopped) {
      // close() asked for it
    }
  }

  private void count(long index, long now) {
    if (index == NONE) {
      return;
    }
    lastNanos = now;
    if (index >= firstMeasured) {
      long late = TimeUnit.NANOSECONDS.toMicros(now - schedule.dueNanos(index));
      micros.recordValue(Math.min(WORST_MICROS, Math.max(0, late)));
    }
  }

  /**
   * Waits until nothing more comes.
   *
   * @param quiet for how long nothing must have come
   * @param most how long to wait at most
   * @return when the last result came, on the scale of {@link System#nanoTime()}
   */
  public long awaitLast(Duration quiet, Duration most) throws InterruptedException {
    long begin = System.nanoTime();
    while (System.nanoTime() - Math.max(begin, lastNanos) < quiet.toNanos()
        && System.nanoTime() - begin < most.toNanos()) {
      TimeUnit.MILLISECONDS.sleep(LOOK.toMillis());
    }
    return lastNanos;
  }

  /** The latencies in microseconds, once nothing more is read. */
  public Histogram histogram() {
    close();
    return micros;
  }

  @Override
  public void close() {
    consumer.wakeup();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
