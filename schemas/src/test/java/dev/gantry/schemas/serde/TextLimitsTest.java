package dev.gantry.schemas.serde;

import static dev.gantry.schemas.serde.TestObjects.NEW_YEAR_US;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gantry.schemas.records.AuthEvent;
import dev.gantry.schemas.records.TaskEvent;
import dev.gantry.schemas.registry.InMemorySchemaRegistry;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.avro.specific.SpecificRecordBase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextLimitsTest {

  @ParameterizedTest
  @CsvSource({
    "user_id, 4096",
    "source_address, 512",
    "site, 512",
    "gate, 512",
    "device_id, 512",
    "service, 512",
    "event_type, 512",
    "event_id, 2048",
    "reason, 4096",
    "user_agent, 4096"
  })
  void shouldRefuseTextsThatAreTooLongByTheNameTheyWereGivenBy(String field, int most) {
    assertThat(fault(AuthEvent.class, signIn(field, "x".repeat(most + 1))))
        .isEqualTo(
            field
                + ": expected at most "
                + most
                + " characters, found "
                + (most + 1)
                + " characters");
    assertThatCode(() -> decode(AuthEvent.class, signIn(field, "x".repeat(most))))
        .doesNotThrowAnyException();
  }

  @Test
  void shouldRefusePayloadsAndAttributesThatHoldTooMuch() {
    String half = "é".repeat(64 * 1024); // 128 KiB

    assertThat(fault(TaskEvent.class, task(half + half.substring(1), "")))
        .as("with its name, a byte too many")
        .isEqualTo(
            "payload: expected at most 262144 bytes of names and values, found 262145 bytes");
    assertThat(fault(TaskEvent.class, task("", half + half)))
        .startsWith("attributes: expected at most 262144 bytes of names and values, found 2621");
    assertThatCode(() -> decode(TaskEvent.class, task(half, half))).doesNotThrowAnyException();
  }

  @Test
  void shouldCheckRecordsInAvroAsWell() {
    AuthEvent event =
        AuthEvent.newBuilder()
            .setType("login.failed")
            .setPrincipal("x".repeat(600_000))
            .setOccurredAtUs(NEW_YEAR_US)
            .build();
    MalformedRecordException wrong =
        catchThrowableOfType(
            MalformedRecordException.class,
            () -> RecordValidator.of(AuthEvent.class).validate(event));

    assertThat(wrong.explanation())
        .isEqualTo("principal: expected at most 4096 characters, found 600000 characters");
    assertThat(wrong.deadLetterCause()).isEqualTo(DeadLetterCause.INVALID);
  }

  @Test
  void shouldSayOfWhichMapItIs() {
    MalformedRecordException wrong =
        catchThrowableOfType(
            MalformedRecordException.class,
            () -> TextLimits.requireAtMost("payload", Map.of("ab", "cde"), 4));

    assertThat(wrong.explanation())
        .isEqualTo("payload: expected at most 4 bytes of names and values, found 5 bytes");
  }

  private static String signIn(String field, String value) {
    String json =
        "{\"event_type\":\"login.failed\",\"user_id\":\"ann\",\"timestamp\":\"2026-01-01T00:00:00Z\"}";
    String set = "\"" + field + "\":\"" + value + "\"";
    return json.contains("\"" + field + "\"")
        ? json.replaceFirst("\"" + field + "\":\"[^\"]*\"", set)
        : json.replace("}", "," + set + "}");
  }

  private static String task(String payload, String attribute) {
    return "{\"event_type\":\"task.updated\",\"task_id\":\"t-1\",\"timestamp\":"
        + "\"2026-01-01T00:00:00Z\",\"payload\":{\"abc\":\""
        + payload
        + "\"},\"more\":\""
        + attribute
        + "\"}";
  }

  private static String fault(Class<? extends SpecificRecordBase> type, String json) {
    return catchThrowableOfType(MalformedRecordException.class, () -> decode(type, json))
        .explanation();
  }

  private static <T extends SpecificRecordBase> T decode(Class<T> type, String json) {
    return new InputDecoder<>(type, new InMemorySchemaRegistry())
        .decode("topic", null, json.getBytes(StandardCharsets.UTF_8));
  }
}
