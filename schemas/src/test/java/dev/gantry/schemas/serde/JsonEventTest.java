package dev.gantry.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gantry.schemas.records.AuthEvent;
import dev.gantry.schemas.records.CameraEvent;
import dev.gantry.schemas.records.CameraEventType;
import dev.gantry.schemas.records.SensorReading;
import dev.gantry.schemas.records.TaskEvent;
import dev.gantry.schemas.registry.InMemorySchemaRegistry;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecordBase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonEventTest {

  private static final Map<String, String> CLOUD_EVENT =
      Map.of(
          "specversion", "1.0",
          "id", "7",
          "source", "/gate",
          "time", "2026-01-01T00:00:00Z");

  private static byte[] bytes(String text) {
    return text.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
  }

  private static <T extends SpecificRecordBase> T decode(
      Class<T> type, Map<String, String> attributes, String data) {
    Map<String, String> all = new TreeMap<>(CLOUD_EVENT);
    all.putAll(attributes);
    return new InputDecoder<>(type, new InMemorySchemaRegistry())
        .decode(JsonEvent.cloudEvent(all, bytes(data)));
  }

  @Test
  void shouldReadACloudEventThatCameInParts() {
    TaskEvent task =
        decode(
            TaskEvent.class,
            Map.of("type", "com.example.task.created", "subject", "t-1"),
            "{'title':'Mend the gate','points':3}");
    assertThat(task.getTaskId()).isEqualTo("t-1");
    assertThat(task.getType()).isEqualTo("task.created");
    assertThat(task.getPayload()).isEqualTo(Map.of("title", "Mend the gate", "points", "3"));
  }

  @Test
  void shouldTakeWhatEveryKindOfEventIsCalledByItsProducer() {
    // when
    AuthEvent auth =
        decode(
            AuthEvent.class,
            Map.of("type", "org.example.auth.login.failed", "subject", "ann"),
            "{'source_address':'203.0.113.9'}");
    CameraEvent camera =
        decode(
            CameraEvent.class, Map.of("type", "org.example.camera.offline", "subject", "c-1"), "");
    SensorReading reading =
        decode(
            SensorReading.class,
            Map.of("type", "org.example.sensor.reading", "subject", "loop-7:flow"),
            "{'value':840}");
    // then
    assertThat(auth.getType()).isEqualTo("login.failed");
    assertThat(camera.getType()).isEqualTo(CameraEventType.OFFLINE);
    assertThat(reading.getValue()).isEqualTo(840);
    assertThat(reading.getSource()).isEqualTo("/gate");
    assertThat(reading.getAttributes()).containsEntry("id", "7");
  }

  @Test
  void shouldTellEqualIdsOfTwoSourcesApart() {
    Map<String, String> created = Map.of("type", "task.created", "subject", "t-1");
    TaskEvent one = decode(TaskEvent.class, created, "");
    TaskEvent other =
        decode(
            TaskEvent.class,
            Map.of("type", "task.created", "subject", "t-1", "source", "/door"),
            "");
    assertThat(one.getEventId()).isEqualTo("/gate#7");
    assertThat(other.getEventId()).isEqualTo("/door#7");
  }

  @Test
  void shouldLeaveTheIdThatTheDataStates() {
    TaskEvent event =
        decode(
            TaskEvent.class,
            Map.of("type", "com.dapr.event.sent"),
            "{'event_type':'task.created','event_id':'own','task_id':'t-1'}");
    assertThat(event.getEventId()).isEqualTo("own");
  }

  @ParameterizedTest
  @CsvSource({
    "task.created, TASK",
    "com.example.task.recurring.skipped, TASK",
    "com.access.task.created, TASK",
    "Task.Created, TASK",
    "org.example.auth.session.opened, AUTH",
    "login.failed, AUTH",
    "mfa.denied, AUTH",
    "camera.offline, CAMERA",
    "sensor.reading, SENSOR",
  })
  void shouldKnowTheKindByTheLastWordThatTellsIt(String type, EventKind kind) {
    assertThat(EventKind.of(type)).contains(kind);
  }

  @ParameterizedTest
  @CsvSource({"com.dapr.event.sent", "''", "multitask.created", "."})
  void shouldNotGuessTheKind(String type) {
    assertThat(EventKind.of(type)).isEmpty();
  }

  @Test
  void shouldSayTheTypeOfWhatACarrierCarries() {
    JsonEvent carried =
        JsonEvent.parse(
            bytes(
                "{'specversion':'1.0','type':'com.dapr.event.sent','topic':'task-events',"
                    + "'data':{'event_type':'task.created'}}"));
    assertThat(carried.type()).contains("task.created");
    assertThat(carried.text("topic")).contains("task-events");
    assertThat(JsonEvent.parse(bytes("{'event_type':'login.failed'}")).type())
        .contains("login.failed");
    assertThat(JsonEvent.parse(bytes("{'series_id':'a'}")).type()).isEmpty();
  }

  @Test
  void shouldParseABatch() {
    assertThat(JsonEvent.parseBatch(bytes("[{'type':'a'},{'type':'b'}]")))
        .extracting(event -> event.type().orElseThrow())
        .containsExactly("a", "b");
    assertThat(JsonEvent.parseBatch(bytes("[]"))).isEmpty();
  }

  @Test
  void shouldSayWhatIsNoBatch() {
    assertThatThrownBy(() -> JsonEvent.parseBatch(bytes("{'type':'a'}")))
        .hasMessage("expected a JSON array of objects, found an object");
    assertThatThrownBy(() -> JsonEvent.parseBatch(bytes("[{'type':'a'},3]")))
        .hasMessage("[1]: expected an object, found 3");
    assertThatThrownBy(() -> JsonEvent.parseBatch(bytes("[{'type'")))
        .hasMessageStartingWith("not JSON at column ");
    assertThatThrownBy(() -> JsonEvent.parse(bytes(""))).hasMessageContaining("found nothing");
  }

  @Test
  void shouldNameTheFieldThatIsWrong() {
    assertThatThrownBy(
            () ->
                decode(
                    TaskEvent.class,
                    Map.of("type", "task.created", "subject", "t-1"),
                    "{'due_at':'tomorrow'}"))
        .isInstanceOfSatisfying(
            MalformedRecordException.class,
            e ->
                assertThat(e.fault())
                    .contains(
                        new MalformedRecordException.Fault(
                            "payload.due_at",
                            "an RFC 3339 time such as 2026-02-08T10:00:00Z",
                            "'tomorrow'")));
  }
}
