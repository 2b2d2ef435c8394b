package dev.gantry.topologies.processor;

import java.util.Optional;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of the record that a thread is processing. Kafka Streams lets go of them once the
 * record has led to another one that was written; when processing fails after that, its dead letter
 * needs them all the same.
 */
public final class RawRecord {

  private static final ThreadLocal<RawRecord> IN_HAND = new ThreadLocal<>();

  private final String topic;
  private final int partition;
  private final long offset;
  private final byte @Nullable [] key;
  private final byte @Nullable [] value;

  private RawRecord(
      String topic, int partition, long offset, byte @Nullable [] key, byte @Nullable [] value) {
    this.topic = topic;
    this.partition = partition;
    this.offset = offset;
    this.key = key;
    this.value = value;
  }

  /** Takes note of the record that the calling thread processes from now on. */
  static void take(Record<byte[], byte[]> raw, RecordMetadata source) {
    IN_HAND.set(
        new RawRecord(source.topic(), source.partition(), source.offset(), raw.key(), raw.value()));
  }

  /** Takes note that the calling thread is done with it. */
  static void letGo() {
    IN_HAND.remove();
  }

  /** The record at a position; absent when the calling thread processes another one, or none. */
  public static Optional<RawRecord> at(String topic, int partition, long offset) {
    return Optional.ofNullable(IN_HAND.get())
        .filter(raw -> raw.topic.equals(topic))
        .filter(raw -> raw.partition == partition && raw.offset == offset);
  }

  /** What Kafka Streams still has of the record that something failed for. */
  public static RawRecord of(ErrorHandlerContext context) {
    return new RawRecord(
        context.topic(),
        context.partition(),
        context.offset(),
        context.sourceRawKey(),
        context.sourceRawValue());
  }

  public byte @Nullable [] key() {
    return key;
  }

  public byte @Nullable [] value() {
    return value;
  }
}
