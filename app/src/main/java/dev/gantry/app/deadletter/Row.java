package dev.gantry.app.deadletter;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** What is told of a dead letter without its value, as JSON too. */
record Row(
    String id,
    String cause,
    String message,
    String topic,
    int partition,
    long offset,
    String application,
    @JsonProperty("failed_at") String failedAt,
    @Nullable String key,
    int bytes,
    @JsonProperty("replayed_at") @Nullable String replayedAt) {

  static Row of(DeadLetter letter) {
    byte[] key = letter.key();
    byte[] value = letter.value();
    SourcePosition source = letter.source();
    return new Row(
        letter.id(),
        letter.cause(),
        letter.message(),
        source.topic(),
        source.partition(),
        source.offset(),
        letter.application(),
        letter.failedAt(),
        key == null ? null : new String(key, StandardCharsets.UTF_8),
        value == null ? 0 : value.length,
        null);
  }

  Row replayed(@Nullable String at) {
    return new Row(
        id, cause, message, topic, partition, offset, application, failedAt, key, bytes, at);
  }

  String source() {
    return new SourcePosition(topic, partition, offset).toString();
  }
}
