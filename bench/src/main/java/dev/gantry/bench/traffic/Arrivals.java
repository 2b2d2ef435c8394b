package dev.gantry.bench.traffic;

import dev.gantry.bench.faults.Canonical;
import dev.gantry.schemas.records.SpeedWindow;
import dev.gantry.schemas.records.WindowState;
import dev.gantry.schemas.topic.Topic;
import dev.gantry.schemas.topic.TopicCatalogue;
import dev.gantry.schemas.topic.WholeTopics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads both outputs as they are committed, counts the steps of tracks and holds what closed
 * windows say against what they should. One thread.
 */
final class Arrivals implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(50);

  private final Expected expected;
  private final Topic<SpeedWindow> windowTopic;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Map<String, Integer> closed = new HashMap<>();
  private long tracks;
  private long windows;
  private int right;

  Arrivals(Map<String, Object> client, TopicCatalogue topics, Expected expected) {
    this.expected = expected;
    this.windowTopic = topics.segmentSpeeds();
    Map<String, Object> config = new HashMap<>(client);
    config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 20_000);
    // A few large answers cost the broker less than many small ones.
    config.put(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, 1 << 18);
    config.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 50);
    consumer =
        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    WholeTopics.assign(consumer, List.of(topics.vehicleTracks().name(), windowTopic.name()));
  }

  /** Reads what has come, or waits a moment for something. */
  void poll() {
    for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
      if (record.topic().equals(windowTopic.name())) {
        window(windowTopic.valueSerde().deserializer().deserialize(record.topic(), record.value()));
      } else {
        tracks++;
      }
    }
  }

  private void window(SpeedWindow window) {
    windows++;
    if (window.getState() == WindowState.EARLY) {
      return;
    }
    String id = Canonical.idOf(window);
    Integer wanted = expected.windows().get(id);
    if (wanted == null) {
      return; // closed by the wall clock
    }
    Integer now = Expected.checksum(window);
    Integer before = closed.put(id, now);
    right += (now.equals(wanted) ? 1 : 0) - (Objects.equals(before, wanted) ? 1 : 0);
  }

  /** Steps of tracks so far. */
  long tracks() {
    return tracks;
  }

  /** Records of windows so far. */
  long windows() {
    return windows;
  }

  /** Whether everything has come that should, and says what it should. */
  boolean isComplete() {
    return tracks == expected.tracks() && right == expected.windows().size();
  }

  /** Whether more has come than should. */
  boolean isTooMuch() {
    return tracks > expected.tracks();
  }

  /** What has come and what should have, in words. */
  String difference() {
    long wrong =
        closed.entrySet().stream()
            .filter(each -> !each.getValue().equals(expected.windows().get(each.getKey())))
            .count();
    return "expected %d steps of tracks and %d closed windows; found %d and %d, of which %d say something else"
        .formatted(expected.tracks(), expected.windows().size(), tracks, closed.size(), wrong);
  }

  @Override
  public void close() {
    consumer.close();
  }
}
