package dev.gantry.app.deadletter;

import dev.gantry.schemas.topic.DeadLetterHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** A record that was set aside, as its headers tell of it. */
final class DeadLetter {
  private final ConsumerRecord<byte[], byte[]> record;
  private final SourcePosition source;

  private DeadLetter(ConsumerRecord<byte[], byte[]> record, SourcePosition source) {
    this.record = record;
    this.source = source;
  }

  /** Reads a record of the topic; empty when it is a mark, or nothing Gantry wrote. */
  static Optional<DeadLetter> of(ConsumerRecord<byte[], byte[]> record) {
    try {
      String topic = header(record, DeadLetterHeaders.TOPIC);
      if (topic.isEmpty() || header(record, DeadLetterHeaders.CAUSE).isEmpty()) {
        return Optional.empty();
      }
      SourcePosition source =
          new SourcePosition(
              topic,
              Integer.parseInt(header(record, DeadLetterHeaders.PARTITION)),
              Long.parseLong(header(record, DeadLetterHeaders.OFFSET)));
      return Optional.of(new DeadLetter(record, source));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** Its name for commands: partition and offset among the dead letters. */
  String id() {
    return record.partition() + ":" + record.offset();
  }

  SourcePosition source() {
    return source;
  }

  String cause() {
    return header(record, DeadLetterHeaders.CAUSE);
  }

  String message() {
    return header(record, DeadLetterHeaders.MESSAGE);
  }

  String application() {
    return header(record, DeadLetterHeaders.APPLICATION);
  }

  String failedAt() {
    return header(record, DeadLetterHeaders.FAILED_AT);
  }

  /** What was cut off because it was too large; empty for nothing. */
  String cut() {
    return header(record, DeadLetterHeaders.CUT);
  }

  /** Whether a record was set aside, and not something that failed without one. */
  boolean isOfRecord() {
    return source.offset() >= 0;
  }

  /** Why it can't be written back to where it came from, in words; empty when it can. */
  Optional<String> hindrance() {
    if (!isOfRecord()) {
      return Optional.of("it stands for no record of " + source.topic() + ": " + message());
    }
    return Optional.of(cut())
        .filter(cut -> !cut.isEmpty())
        .map(cut -> "only its start was kept of a " + cut);
  }

  /** When it was written, epoch milliseconds, by the broker's clock. */
  long writtenAt() {
    return record.timestamp();
  }

  byte @Nullable [] key() {
    return record.key();
  }

  byte @Nullable [] value() {
    return record.value();
  }

  /** The key as people read it; empty when there was none. */
  String keyText() {
    return record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
  }

  static String header(ConsumerRecord<byte[], byte[]> record, String name) {
    Header header = record.headers().lastHeader(name);
    return header == null || header.value() == null
        ? ""
        : new String(header.value(), StandardCharsets.UTF_8);
  }
}
