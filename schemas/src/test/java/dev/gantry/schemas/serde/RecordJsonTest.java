package dev.gantry.schemas.serde;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gantry.schemas.records.Alert;
import dev.gantry.schemas.records.AuthEvent;
import dev.gantry.schemas.records.AuthOutcome;
import dev.gantry.schemas.records.CameraEvent;
import dev.gantry.schemas.records.CameraEventType;
import dev.gantry.schemas.records.Detection;
import dev.gantry.schemas.records.FrameDetections;
import dev.gantry.schemas.records.SensorReading;
import dev.gantry.schemas.records.TaskEvent;
import dev.gantry.schemas.records.TimeMode;
import dev.gantry.schemas.registry.InMemorySchemaRegistry;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecordBase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RecordJsonTest {

  private static final long AT_US = 1_767_225_600_123_456L;

  static Stream<SpecificRecordBase> records() {
    return Stream.of(
        TaskEvent.newBuilder()
            .setEventId("e-1")
            .setType("task.created")
            .setTaskId("t-1")
            .setOccurredAtUs(AT_US)
            .setOccurredAtRawUs(AT_US)
            .setTimeMode(TimeMode.REPLAY)
            .setPayload(Map.of("title", "\"Größe\"", "due_at", "2026-01-01T10:00:00Z"))
            .build(),
        AuthEvent.newBuilder()
            .setType("login.failed")
            .setPrincipal("ann")
            .setOutcome(AuthOutcome.FAILURE)
            .setLocated(true)
            .setLatitudeDeg(-33.25)
            .setOccurredAtUs(AT_US)
            .setOccurredAtRawUs(AT_US)
            .build(),
        CameraEvent.newBuilder()
            .setCameraId("c1")
            .setType(CameraEventType.OFFLINE)
            .setStreamEpoch(7_000_000_000L)
            .setOccurredAtUs(AT_US)
            .build(),
        SensorReading.newBuilder()
            .setSeriesId("air-1:noise")
            .setValue(0.1 + 0.2)
            .setOccurredAtUs(AT_US)
            .setOccurredAtRawUs(AT_US)
            .build(),
        FrameDetections.newBuilder()
            .setCameraId("c1")
            .setCapturedAtUs(AT_US)
            .setCapturedAtRawUs(AT_US)
            .setWidth(640)
            .setHeight(360)
            .setDetections(List.of(new Detection("car", 0.9f, 50.3f, 100f, 45f, 30f)))
            .build());
  }

  @ParameterizedTest
  @MethodSource("records")
  void shouldBeReadAsTheSameRecord(SpecificRecordBase record) {
    String line = RecordJson.line(record);

    assertThat(line).doesNotContain("\n");
    assertThat(read(record.getClass(), line)).isEqualTo(record);
  }

  @Test
  void shouldWriteTimesForPeopleAndNothingThatIsSoByDefault() {
    CameraEvent event =
        CameraEvent.newBuilder()
            .setCameraId("c1")
            .setType(CameraEventType.OFFLINE)
            .setOccurredAtUs(AT_US)
            .build();

    assertThat(RecordJson.line(event))
        .isEqualTo(
            "{\"camera_id\":\"c1\",\"type\":\"OFFLINE\",\"occurred_at\":\"2026-01-01T00:00:00.123456Z\"}");
  }

  @Test
  void shouldReadRecordsThatNobodyButWeWrite() {
    Alert alert =
        Alert.newBuilder()
            .setRule("speeding")
            .setLabels(Map.of("camera", "c1"))
            .setStartedAtUs(AT_US)
            .build();
    String text =
        "{\"rule\":\"speeding\",\"labels\":{\"camera\":\"c1\"},"
            + "\"started_at\":\"2026-01-01T00:00:00.123456Z\"}";

    assertThat(RecordJson.read(Alert.class, event(RecordJson.line(alert)))).isEqualTo(alert);
    assertThat(RecordJson.read(Alert.class, event(text))).isEqualTo(alert);
  }

  @Test
  void shouldRefuseANameThatIsNoField() {
    assertThatThrownBy(() -> RecordJson.read(Alert.class, event("{\"labls\":{}}")))
        .isInstanceOf(MalformedRecordException.class)
        .hasMessageContaining("did you mean labels?");
  }

  private static JsonEvent event(String line) {
    return JsonEvent.parse(line.getBytes(UTF_8));
  }

  private static <T extends SpecificRecordBase> T read(Class<T> type, String line) {
    return new InputDecoder<>(type, new InMemorySchemaRegistry()).decode(event(line));
  }
}
