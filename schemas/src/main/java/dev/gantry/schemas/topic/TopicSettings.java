package dev.gantry.schemas.topic;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.config.TopicConfig;

/**
 * How a topic is created.
 *
 * @param partitions number of partitions, 1 or more; 1 stays 1 whatever a cluster overrides
 * @param cleanup what becomes of old records
 * @param retention how long records are kept, for {@link Cleanup#DELETE}; otherwise zero
 * @param segment age at which a log segment is closed: only closed ones are deleted or compacted
 * @param segmentBytes size at which a log segment is closed, bytes
 * @param maxMessageBytes largest batch of records, bytes
 * @param compression Kafka's {@code compression.type}; {@code producer} keeps what producers sent
 */
public record TopicSettings(
    int partitions,
    Cleanup cleanup,
    Duration retention,
    Duration segment,
    int segmentBytes,
    int maxMessageBytes,
    String compression) {

  /** Kafka's own default: 1 MiB and the overhead of a batch. */
  static final int DEFAULT_MAX_MESSAGE_BYTES = 1_048_588;

  /** Room for the key of a record and for the overhead of its batch, bytes. */
  private static final int BESIDE_A_VALUE = 16_384;

  /** Room for the longest text that records are keyed by, a principal of 4,096 characters. */
  private static final int LARGEST_KEY = 3 * 4_096;

  private static final int DEFAULT_SEGMENT_BYTES = 1 << 30;

  public TopicSettings {
    if (partitions < 1) {
      throw new IllegalArgumentException("partitions: expected 1 or more, found " + partitions);
    }
    if (cleanup == Cleanup.DELETE && (retention.isZero() || retention.isNegative())) {
      throw new IllegalArgumentException("retention: expected more than 0, found " + retention);
    }
  }

  static TopicSettings deleted(int partitions, Duration retention) {
    return new TopicSettings(
        partitions,
        Cleanup.DELETE,
        retention,
        segmentFor(retention),
        DEFAULT_SEGMENT_BYTES,
        DEFAULT_MAX_MESSAGE_BYTES,
        "producer");
  }

  static TopicSettings compacted(int partitions) {
    return new TopicSettings(
        partitions,
        Cleanup.COMPACT,
        Duration.ZERO,
        Duration.ofHours(1),
        DEFAULT_SEGMENT_BYTES,
        DEFAULT_MAX_MESSAGE_BYTES,
        "producer");
  }

  static TopicSettings kept() {
    return new TopicSettings(
        1,
        Cleanup.KEEP,
        Duration.ZERO,
        Duration.ofDays(7),
        DEFAULT_SEGMENT_BYTES,
        DEFAULT_MAX_MESSAGE_BYTES,
        "zstd");
  }

  TopicSettings withSegments(Duration age, int bytes) {
    return new TopicSettings(
        partitions, cleanup, retention, age, bytes, maxMessageBytes, compression);
  }

  TopicSettings withMaxMessageBytes(int bytes) {
    return new TopicSettings(
        partitions, cleanup, retention, segment, segmentBytes, bytes, compression);
  }

  /** A quarter of the retention, a week at most: records outlive their retention by that much. */
  private static Duration segmentFor(Duration retention) {
    Duration quarter = retention.dividedBy(4);
    Duration week = Duration.ofDays(7);
    return quarter.compareTo(week) < 0 ? quarter : week;
  }

  /**
   * Topic configuration under Kafka's names, sorted. The timestamp of every record is the broker's:
   * event time lives in the value, so that replaying old data is not eaten by retention.
   */
  public Map<String, String> toConfig() {
    Map<String, String> config = new TreeMap<>();
    config.put(TopicConfig.CLEANUP_POLICY_CONFIG, cleanup.policy());
    config.put(TopicConfig.RETENTION_MS_CONFIG, Long.toString(retentionMs()));
    config.put(TopicConfig.SEGMENT_MS_CONFIG, Long.toString(segment.toMillis()));
    config.put(TopicConfig.SEGMENT_BYTES_CONFIG, Integer.toString(segmentBytes));
    config.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(maxMessageBytes));
    config.put(TopicConfig.COMPRESSION_TYPE_CONFIG, compression);
    config.put(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "LogAppendTime");
    return config;
  }

  /**
   * Largest value of a record, bytes, before it is compressed: how well it is says nothing of the
   * topic that it is written to next. Whoever writes keeps to it, and whoever reads takes that.
   */
  public int maxValueBytes() {
    return maxMessageBytes - BESIDE_A_VALUE;
  }

  /**
   * Largest key of a record, bytes; as {@link #maxValueBytes}, beside which there is room for it.
   */
  public int maxKeyBytes() {
    return LARGEST_KEY;
  }

  /** Retention in milliseconds, -1 for ever. */
  long retentionMs() {
    return cleanup == Cleanup.DELETE ? retention.toMillis() : -1;
  }
}
