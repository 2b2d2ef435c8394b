package dev.gantry.schemas.serde;

import static dev.gantry.schemas.serde.TestObjects.NEW_YEAR_US;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gantry.schemas.records.AuthEvent;
import dev.gantry.schemas.records.AuthOutcome;
import dev.gantry.schemas.records.CameraEvent;
import dev.gantry.schemas.records.CameraEventType;
import dev.gantry.schemas.records.Frame;
import dev.gantry.schemas.records.FrameDetections;
import dev.gantry.schemas.records.SensorReading;
import dev.gantry.schemas.records.TaskEvent;
import dev.gantry.schemas.registry.InMemorySchemaRegistry;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.avro.specific.SpecificRecordBase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InputDecoderJsonTest {

  private static <T extends SpecificRecordBase> T decode(Class<T> type, String key, String json) {
    return new InputDecoder<>(type, new InMemorySchemaRegistry())
        .decode("topic", bytes(key), bytes(json));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String failure(Class<? extends SpecificRecordBase> type, String json) {
    MalformedRecordException thrown =
        catchThrowableOfType(MalformedRecordException.class, () -> decode(type, "key", json));
    assertThat(thrown).as(json).isNotNull();
    return thrown.deadLetterCause().code() + "; " + thrown.explanation();
  }

  @Test
  void shouldTakeTheEnvelopeOfATask() {
    // when
    TaskEvent event =
        decode(
            TaskEvent.class,
            "test-123",
            """
            {"event_type":"task.created","task_id":"test-123","user_id":"user-456",
             "timestamp":"2026-02-08T10:00:00Z","payload":{"title":"Test Task","points":3,
             "done":false,"tags":["a","b"],"none":null},"tenant":"north"}""");
    // then
    assertThat(event.getType()).isEqualTo("task.created");
    assertThat(event.getTaskId()).isEqualTo("test-123");
    assertThat(event.getUserId()).isEqualTo("user-456");
    assertThat(event.getOccurredAtUs()).isEqualTo(1_770_544_800_000_000L);
    assertThat(event.getOccurredAtRawUs()).isEqualTo(1_770_544_800_000_000L);
    assertThat(event.getPayload())
        .isEqualTo(
            Map.of("title", "Test Task", "points", "3", "done", "false", "tags", "[\"a\",\"b\"]"));
    assertThat(event.getAttributes()).isEqualTo(Map.of("tenant", "north"));
  }

  @Test
  void shouldWriteANumberAlwaysTheSameWay() {
    // when
    TaskEvent event =
        decode(
            TaskEvent.class,
            "t",
            """
            {"event_type":"task.created","task_id":"t","timestamp":"2026-02-08T10:00:00Z",
             "payload":{"a":1,"b":1.0,"c":1e9,"d":-0.0,"e":0.10,"f":"1.0"}}""");
    // then
    assertThat(event.getPayload())
        .isEqualTo(Map.of("a", "1", "b", "1", "c", "1000000000", "d", "0", "e", "0.1", "f", "1.0"));
  }

  @Test
  void shouldTakeTheEnvelopeOfASignIn() {
    // when
    AuthEvent event =
        decode(
            AuthEvent.class,
            "ann",
            """
            {"event_type":"login.failed","user_id":"ann","timestamp":"2026-01-01T01:00:00.5+01:00",
             "payload":{"source_address":"203.0.113.9","outcome":"failure","realm":"main"}}""");
    // then
    assertThat(event.getType()).isEqualTo("login.failed");
    assertThat(event.getPrincipal()).isEqualTo("ann");
    assertThat(event.getSourceAddress()).isEqualTo("203.0.113.9");
    assertThat(event.getOutcome()).isEqualTo(AuthOutcome.FAILURE);
    assertThat(event.getOccurredAtUs()).isEqualTo(NEW_YEAR_US + 500_000);
    assertThat(event.getAttributes()).isEqualTo(Map.of("realm", "main"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'event_type':'task.updated','task_id':'t','timestamp':'2026-02-08T10:00:00Z','payload':"
            + "{'due_at':null,'a':null}}",
        "{'specversion':'1.0','id':'a','source':'b','type':'task.updated','subject':'t',"
            + "'time':'2026-02-08T10:00:00Z','data':{'due_at':null,'a':null}}",
        "{'type':'task.updated','task_id':'t','occurred_at_us':1770544800000000,'payload':"
            + "{'due_at':null,'a':null}}",
      })
  void shouldTakeADueTimeOfNullForOneThatIsTakenAway(String json) {
    // when
    TaskEvent event = decode(TaskEvent.class, "t", json.replace('\'', '"'));
    // then
    assertThat(event.getPayload()).isEqualTo(Map.of("due_at", ""));
  }

  @Test
  void shouldTakeTheEnvelopeOfACameraAndOfASensor() {
    // when
    CameraEvent camera =
        decode(
            CameraEvent.class,
            "bridge",
            """
            {"event_type":"camera.offline","timestamp":"2026-01-01T00:00:00Z",
             "payload":{"reason":"no route"}}""");
    SensorReading sensor =
        decode(
            SensorReading.class,
            "loop-7:flow",
            """
            {"event_type":"sensor.reading","sensor_id":"loop-7","timestamp":"2026-01-01T00:00:00Z",
             "payload":{"value":840,"metric":"flow","unit":"1/h"}}""");
    // then
    assertThat(camera.getType()).isEqualTo(CameraEventType.OFFLINE);
    assertThat(camera.getCameraId()).isEqualTo("bridge");
    assertThat(camera.getReason()).isEqualTo("no route");
    assertThat(sensor.getSeriesId()).isEqualTo("loop-7:flow");
    assertThat(sensor.getValue()).isEqualTo(840);
    assertThat(sensor.getAttributes()).isEqualTo(Map.of("event_type", "sensor.reading"));
  }

  @Test
  void shouldTakeCloudEventWithBareContent() {
    // when
    TaskEvent event =
        decode(
            TaskEvent.class,
            "t-9",
            """
            {"specversion":"1.0","id":"e-1","source":"/planner","type":"com.example.task.completed",
             "subject":"t-9","time":"2026-01-01T00:00:00Z","datacontenttype":"application/json",
             "traceparent":"00-1","data":{"title":"Patrol","user_id":"guard-2"}}""");
    // then
    assertThat(event.getEventId()).isEqualTo("/planner#e-1");
    assertThat(event.getType()).isEqualTo("task.completed");
    assertThat(event.getTaskId()).isEqualTo("t-9");
    assertThat(event.getUserId()).isEqualTo("guard-2");
    assertThat(event.getSource()).isEqualTo("/planner");
    assertThat(event.getOccurredAtUs()).isEqualTo(NEW_YEAR_US);
    assertThat(event.getPayload()).isEqualTo(Map.of("title", "Patrol"));
    assertThat(event.getAttributes()).isEqualTo(Map.of("traceparent", "00-1"));
  }

  @Test
  void shouldTakeCloudEventAroundTheEnvelope() {
    // when what Dapr makes of the envelope: its own time and type are those of the carrier
    TaskEvent event =
        decode(
            TaskEvent.class,
            "t-9",
            """
            {"specversion":"1.0","id":"e-1","source":"tasks","type":"com.dapr.event.sent",
             "time":"2026-01-01T00:00:09Z","topic":"task-events","pubsubname":"kafka",
             "datacontenttype":"application/json","data":{"event_type":"task.updated",
             "task_id":"t-9","user_id":"u","timestamp":"2026-01-01T00:00:00Z",
             "payload":{"title":"x"}}}""");
    // then
    assertThat(event.getType()).isEqualTo("task.updated");
    assertThat(event.getOccurredAtUs()).isEqualTo(NEW_YEAR_US);
    assertThat(event.getPayload()).isEqualTo(Map.of("title", "x"));
    assertThat(event.getAttributes())
        .isEqualTo(Map.of("topic", "task-events", "pubsubname", "kafka"));
  }

  /** Some producers write out whatever they have not set. */
  @Test
  void shouldTakeNullInACloudEventForAbsent() {
    TaskEvent event =
        decode(
            TaskEvent.class,
            "t-9",
            """
            {"specversion":"1.0","id":"e-1","source":"/planner","type":"task.created","subject":"t-9",
             "time":"2026-01-01T00:00:00Z","datacontenttype":null,"dataschema":null,
             "data_base64":null,"data":{"title":"Patrol"}}""");

    assertThat(event.getPayload()).isEqualTo(Map.of("title", "Patrol"));
  }

  @Test
  void shouldTakeFieldsOfTheSchema() {
    // when
    FrameDetections frame =
        decode(
            FrameDetections.class,
            "c",
            """
            \uFEFF  {"camera_id":"c","captured_at":"2026-01-01T00:00:00Z","width":640,"height":360,
             "time_mode":"replay","detections":[{"label":"car","score":0.5,"x":1,"y":2,
             "width":30.5,"height":20}]}""");
    Frame image =
        decode(
            Frame.class,
            "c",
            """
            {"camera_id":"c","captured_at_us":1767225600000000,"width":1,"height":1,
             "image":"/9j/"}""");
    // then
    assertThat(frame.getCapturedAtUs()).isEqualTo(NEW_YEAR_US);
    assertThat(frame.getDetections()).singleElement().extracting("width").isEqualTo(30.5f);
    assertThat(image.getImage())
        .isEqualTo(ByteBuffer.wrap(new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff}));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'task_idd':'a'} | invalid; 'task_idd': expected a field of TaskEvent, found an unknown"
            + " name; did you mean task_id?",
        "{'event_type':'task.made','timestamp':'2026-01-01T00:00:00Z'} | invalid; event_type:"
            + " expected one of task.completed, task.created, task.deleted, task.illegal_transition,"
            + " task.overdue, task.recurring.skipped, task.recurring.triggered, task.updated,"
            + " found 'task.made'",
        "{'event_type':'task.created','task_id':'a','timestamp':'2026-01-01T00:00:00Z',"
            + "'payload':{'due_at':'tomorrow'}} | invalid; payload.due_at: expected an RFC 3339"
            + " time such as 2026-02-08T10:00:00Z, found 'tomorrow'",
        "{'event_type':'task.created'} | invalid; timestamp: expected an RFC 3339 time such as"
            + " 2026-02-08T10:00:00Z, found nothing",
        "{'specversion':'1.0','id':'a','source':'b','type':'task.created'} | invalid; time: expected"
            + " an RFC 3339 time such as 2026-02-08T10:00:00Z, found nothing",
        "{'type':'task.created'} | invalid; occurred_at_us: expected an RFC 3339 time such as"
            + " 2026-02-08T10:00:00Z, or microseconds, found nothing",
        "{'event_type':'task.created','timestamp':'2026-02-30T10:00:00Z'} | invalid; timestamp:"
            + " expected an RFC 3339 time such as 2026-02-08T10:00:00Z, found '2026-02-30T10:00:00Z'",
        "{'event_type':'task.created','timestamp':'1066-02-08T10:00:00Z'} | invalid; timestamp:"
            + " expected a time of 1971 to 2200, found '1066-02-08T10:00:00Z'",
        "{'event_type':'task.created','timestamp':'yesterday'} | invalid; timestamp: expected an"
            + " RFC 3339 time such as 2026-02-08T10:00:00Z, found 'yesterday'",
        "{'event_type':'task.created','timestamp':1770544800} | invalid; timestamp: expected an RFC"
            + " 3339 time such as 2026-02-08T10:00:00Z, found 1770544800",
        "{'occurred_at_us':1770544800000,'type':'task.created'} | invalid; occurred_at_us: expected"
            + " a time of 1971 to 2200 in microseconds since 1970, found 1770544800000",
        "{'event_type':'task.created','payload':[1]} | invalid; payload: expected an object, found"
            + " an array",
        "{'event_type':3} | invalid; event_type: expected text, found 3",
        "{'task_id':null} | invalid; task_id: expected text, found null",
        "{'specversion':'0.3'} | invalid; specversion: expected 1.0, found '0.3'",
        "{'specversion':'1.0','id':'a','source':'b'} | invalid; type: expected a non-empty text,"
            + " found nothing",
        "{'specversion':'1.0','id':'a','source':'b','type':'task.created','time':1770544800} | invalid;"
            + " time: expected an RFC 3339 time such as 2026-02-08T10:00:00Z, found 1770544800",
        "{'task_id':'a','task_id':'b'} | unreadable; not JSON at column 25: expected every name once,"
            + " found 'task_id' again",
      })
  void shouldSayWhatIsWrong(String json, String message) {
    assertThat(failure(TaskEvent.class, json.replace('\'', '"'))).startsWith(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'event_type':'login.failed','timestamp':'2026-01-01T00:00:00Z'} | user_id: expected a"
            + " principal or a source_address, found nothing",
        "{'event_type':'login.failed','user_id':' ','timestamp':'2026-01-01T00:00:00Z'} | user_id:"
            + " expected a principal or a source_address, found ''",
        "{'specversion':'1.0','id':'a','source':'b','type':'login.failed',"
            + "'time':'2026-01-01T00:00:00Z'} | subject: expected a principal or a source_address,"
            + " found nothing",
        "{'event_type':' ','user_id':'a','timestamp':'2026-01-01T00:00:00Z'} | event_type: expected"
            + " a non-blank text, found ' '",
        "{'type':'login.failed','occurred_at':'2026-01-01T00:00:00Z'} | principal: expected a"
            + " principal or a source_address, found nothing",
      })
  void shouldNameFieldsAsTheSenderDoes(String json, String message) {
    assertThatThrownBy(() -> decode(AuthEvent.class, "", json.replace('\'', '"')))
        .hasMessage(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "NaN | unreadable",
        "'NaN' | invalid; value: expected a finite number, found 'NaN'",
        "1e999 | invalid; value: expected a finite number",
        "null | invalid; value: expected a finite number, found null",
        "true | invalid; value: expected a finite number, found true",
      })
  void shouldRefuseWhatIsNoNumber(String value, String message) {
    String json = "{\"occurred_at\":\"2026-01-01T00:00:00Z\",\"value\":" + value + "}";
    assertThat(failure(SensorReading.class, json.replace('\'', '"'))).startsWith(message);
  }

  @Test
  void shouldRefuseDeepNestingAndBadUtf8() {
    assertThat(failure(TaskEvent.class, "{\"a\":" + "[".repeat(100_000))).startsWith("unreadable");
    InputDecoder<TaskEvent> decoder =
        new InputDecoder<>(TaskEvent.class, new InMemorySchemaRegistry());
    assertThatThrownBy(
            () -> decoder.decode("t", null, new byte[] {'{', '"', (byte) 0xC3, '"', ':', '1', '}'}))
        .isInstanceOf(MalformedRecordException.class)
        .hasMessageContaining("UTF-8");
  }

  @Test
  void shouldRefuseWhatIsNeitherAvroNorJson() {
    assertThat(failure(TaskEvent.class, "hello"))
        .isEqualTo(
            "unreadable; topic: expected a TaskEvent as Avro (first byte 0) or as a JSON object"
                + " (first byte '{'), found first byte 104");
    assertThat(failure(TaskEvent.class, "")).contains("an empty value");
  }
}
