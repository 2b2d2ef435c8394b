package dev.gantry.schemas.topic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.schemas.registry.InMemorySchemaRegistry;
import dev.gantry.schemas.serde.DeadLetterCause;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.record.internal.AbstractRecords;
import org.apache.kafka.common.record.internal.CompressionType;
import org.apache.kafka.common.record.internal.RecordBatch;
import org.junit.jupiter.api.Test;

class DeadLetterRecordTest {

  @Test
  void shouldKeepWhatThereIsRoomForAsItWas() {
    byte[] key = new byte[DeadLetterRecord.KEY_BYTES];
    byte[] value = new byte[DeadLetterRecord.VALUE_BYTES];
    ProducerRecord<byte[], byte[]> letter = DeadLetterRecord.of("dead", key, value, headers());

    assertThat(letter.key()).isSameAs(key);
    assertThat(letter.value()).isSameAs(value);
    assertThat(letter.headers().lastHeader(DeadLetterHeaders.CUT)).isNull();
    assertThat(DeadLetterRecord.of("dead", null, null, headers()).value()).isNull();
  }

  @Test
  void shouldCutWhatThereIsNoRoomForAndSaySo() {
    ProducerRecord<byte[], byte[]> letter =
        DeadLetterRecord.of("dead", new byte[100_000], new byte[3_000_000], headers());

    assertThat(letter.key()).hasSize(DeadLetterRecord.KEY_BYTES);
    assertThat(letter.value()).hasSize(DeadLetterRecord.VALUE_BYTES);
    Header cut = letter.headers().lastHeader(DeadLetterHeaders.CUT);
    assertThat(new String(cut.value(), UTF_8))
        .isEqualTo("key of 100000 bytes, value of 3000000 bytes");
    assertThat(batchBytes(letter))
        .isLessThanOrEqualTo(
            new TopicCatalogue("", new InMemorySchemaRegistry())
                .deadLetters()
                .settings()
                .maxMessageBytes());
  }

  private static int batchBytes(ProducerRecord<byte[], byte[]> record) {
    return AbstractRecords.estimateSizeInBytesUpperBound(
        RecordBatch.CURRENT_MAGIC_VALUE,
        CompressionType.NONE,
        record.key(),
        record.value(),
        record.headers().toArray());
  }

  private static Headers headers() {
    return DeadLetterHeaders.of(
        DeadLetterCause.TOO_LARGE,
        "€".repeat(5_000),
        "a-topic",
        3,
        Long.MAX_VALUE,
        "gantry-tasks",
        "2026-01-01T00:00:00Z");
  }
}
