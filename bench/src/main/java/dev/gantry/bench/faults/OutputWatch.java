package dev.gantry.bench.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads the ends of the chain as they are committed, and notes how long nothing came on a
 * partition. What a stall is can be said of partitions only on which something comes all the time.
 */
final class OutputWatch implements AutoCloseable {

  /** Shorter silences are not remembered. */
  private static final long LEAST_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

  private static final Duration POLL = Duration.ofMillis(50);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final List<String> topics;
  private final Thread thread = new Thread(this::read, "output-watch");
  private final Map<TopicPartition, Long> lastSeen = new HashMap<>();
  private final List<Silence> silences = new ArrayList<>();
  private final Set<TopicPartition> watched = new HashSet<>();
  private volatile boolean closed;

  private record Silence(TopicPartition where, long fromNanos, long toNanos) {}

  OutputWatch(Map<String, Object> client, List<String> topics) {
    Map<String, Object> config = new HashMap<>(client);
    config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    // A broker that is held up is to be left for another as soon as the partition has moved.
    config.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, 2_000);
    config.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, 2_000);
    this.consumer =
        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    this.topics = topics;
  }

  void start() {
    List<TopicPartition> partitions = new ArrayList<>();
    for (String topic : topics) {
      consumer
          .partitionsFor(topic)
          .forEach(info -> partitions.add(new TopicPartition(info.topic(), info.partition())));
    }
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    partitions.forEach(consumer::position);
    thread.setDaemon(true);
    thread.start();
  }

  private void read() {
    try (consumer) {
      while (!closed) {
        Set<TopicPartition> found = consumer.poll(POLL).partitions();
        note(found, System.nanoTime());
      }
    } catch (WakeupException stopped) {
      // close() asked for it
    }
  }

  private synchronized void note(Set<TopicPartition> found, long now) {
    for (TopicPartition partition : found) {
      Long before = lastSeen.put(partition, now);
      if (before != null && now - before >= LEAST_NANOS) {
        silences.add(new Silence(partition, before, now));
      }
    }
  }

  /**
   * Watches all partitions on which something came, if none of them was silent for longer since a
   * time.
   *
   * @return how many there are, by topic; empty when some topic has none, or one was silent
   */
  synchronized Map<String, Integer> watchSteady(long sinceNanos, Duration atMost) {
    Map<String, Integer> counts = new TreeMap<>();
    lastSeen.keySet().forEach(partition -> counts.merge(partition.topic(), 1, Integer::sum));
    if (!counts.keySet().containsAll(topics)
        || longest(lastSeen.keySet(), sinceNanos) > atMost.toMillis()) {
      return Map.of();
    }
    watched.addAll(lastSeen.keySet());
    return counts;
  }

  /** The longest silence on a watched partition that reaches beyond a time, in milliseconds. */
  synchronized long longestSilenceMs(long sinceNanos) {
    return longest(watched, sinceNanos);
  }

  private long longest(Set<TopicPartition> partitions, long sinceNanos) {
    long longest = 0;
    for (Silence silence : silences) {
      if (silence.toNanos > sinceNanos && partitions.contains(silence.where)) {
        longest = Math.max(longest, silence.toNanos - silence.fromNanos);
      }
    }
    return TimeUnit.NANOSECONDS.toMillis(Math.max(longest, underWay(partitions)));
  }

  private long underWay(Set<TopicPartition> partitions) {
    long now = System.nanoTime();
    return partitions.stream()
        .mapToLong(partition -> now - lastSeen.getOrDefault(partition, now))
        .max()
        .orElse(0);
  }

  /** The longest silence on each watched partition that reaches beyond a time, in words. */
  synchronized String silencesInWords(long sinceNanos) {
    return inWords(watched, sinceNanos);
  }

  /** The same of every partition on which anything came. */
  synchronized String allSilencesInWords(long sinceNanos) {
    return inWords(lastSeen.keySet(), sinceNanos);
  }

  private String inWords(Set<TopicPartition> partitions, long sinceNanos) {
    return partitions.stream()
        .map(each -> "%s %.1f s".formatted(each, longest(Set.of(each), sinceNanos) / 1000.0))
        .sorted()
        .collect(Collectors.joining(", "));
  }

  /** How long nothing has come on any partition. */
  synchronized Duration quiet() {
    long newest = lastSeen.values().stream().mapToLong(Long::longValue).max().orElse(0);
    return Duration.ofNanos(System.nanoTime() - newest);
  }

  /** Forgets silences that were over before a time. */
  synchronized void forgetBefore(long nanos) {
    silences.removeIf(silence -> silence.toNanos < nanos);
  }

  @Override
  public void close() {
    closed = true;
    consumer.wakeup();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
