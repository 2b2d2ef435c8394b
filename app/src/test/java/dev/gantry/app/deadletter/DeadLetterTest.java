package dev.gantry.app.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.schemas.topic.DeadLetterHeaders;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class DeadLetterTest {

  @Test
  void shouldGoBackWhenItIsARecord() {
    assertThat(letter(7, Map.of()).hindrance()).isEmpty();
  }

  @Test
  void shouldNotGoBackWhenItWasCut() {
    assertThat(letter(7, Map.of(DeadLetterHeaders.CUT, "value of 70000 bytes")).hindrance())
        .contains("only its start was kept of a value of 70000 bytes");
  }

  @Test
  void shouldNotGoBackWhenItStandsForNoRecord() {
    assertThat(letter(-1, Map.of()).hindrance())
        .contains("it stands for no record of schedules: schedule nightly: it failed");
  }

  private static DeadLetter letter(long offset, Map<String, String> more) {
    ConsumerRecord<byte[], byte[]> record =
        new ConsumerRecord<>("dead-letters", 0, 3, "nightly".getBytes(UTF_8), null);
    Map<String, String> headers =
        Map.of(
            DeadLetterHeaders.CAUSE, "processing_failed",
            DeadLetterHeaders.MESSAGE, "schedule nightly: it failed",
            DeadLetterHeaders.TOPIC, "schedules",
            DeadLetterHeaders.PARTITION, "0",
            DeadLetterHeaders.OFFSET, Long.toString(offset));
    headers.forEach((name, text) -> record.headers().add(name, text.getBytes(UTF_8)));
    more.forEach((name, text) -> record.headers().add(name, text.getBytes(UTF_8)));
    return DeadLetter.of(record).orElseThrow();
  }
}
