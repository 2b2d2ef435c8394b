package dev.gantry.ingest.cloudevents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gantry.ingest.cloudevents.EventClient.Answer;
import dev.gantry.schemas.records.CameraEvent;
import dev.gantry.schemas.records.TaskEvent;
import dev.gantry.schemas.records.TimeMode;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CloudEventServerTest {

  private static final String CREATED =
      """
      {"specversion":"1.0","id":"7","source":"/planner","type":"com.example.task.created",
       "subject":"t-1","time":"2026-02-08T10:00:00Z","data":{"title":"Mend the gate"}}""";

  private final ServerFixture fixture = new ServerFixture();
  private final EventClient client = new EventClient(fixture.address());

  @AfterEach
  void stop() {
    fixture.close();
  }

  @Test
  void shouldTakeOneEventAsJson() {
    // when
    Answer answer = client.post("", HttpMessage.STRUCTURED + "; charset=UTF-8", CREATED);
    // then
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json())
        .isEqualTo(
            EventClient.json(
                """
                {"taken":1,"events":[{"id":"7","source":"/planner","topic":"task-events",
                 "partition":0,"offset":0}]}"""));
    TaskEvent event = fixture.sent(fixture.topics.taskEvents()).get(0);
    assertThat(event.getEventId()).isEqualTo("/planner#7");
    assertThat(event.getType()).isEqualTo("task.created");
    assertThat(event.getTimeMode()).isEqualTo(TimeMode.LIVE);
    assertThat(event.getIngestedAtUs()).isEqualTo(ServerFixture.NOW_US);
  }

  @Test
  void shouldTakeOneEventWhoseAttributesAreHeaders() {
    // when
    Answer answer =
        client.post(
            "",
            "application/json",
            "{\"reason\":\"no route\"}",
            Map.of(
                "ce-specversion", "1.0",
                "ce-id", "8",
                "ce-source", "\"/yard%20north%C3%A9\"",
                "ce-type", "camera.offline",
                "CE-Subject", "cam-1",
                "ce-time", "2026-02-08T10:00:00+01:00"));
    // then
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    CameraEvent event = fixture.sent(fixture.topics.cameraEvents()).get(0);
    assertThat(event.getCameraId()).isEqualTo("cam-1");
    assertThat(event.getReason()).isEqualTo("no route");
    assertThat(event.getSource()).isEqualTo("/yard northé");
  }

  @Test
  void shouldTakeABatchOfEventsForSeveralTopics() {
    String signIn =
        CREATED.replace("com.example.task.created", "login.failed").replace("t-1", "ann");
    Answer answer = client.post("", HttpMessage.BATCH, "[" + CREATED + "," + signIn + "]");
    assertThat(answer.json().path("taken").asInt()).isEqualTo(2);
    assertThat(fixture.sentTo()).containsExactly("task-events", "auth-events");
    assertThat(client.post("", HttpMessage.BATCH, "[]").json().path("taken").asInt()).isZero();
  }

  @Test
  void shouldTakeWhatDaprPublishes() {
    Answer answer =
        client.post(
            "",
            HttpMessage.STRUCTURED,
            """
            {"specversion":"1.0","id":"5929aaac-a5e2-4ca1-859c-edfe73f11565","source":"planner",
             "type":"com.dapr.event.sent","time":"2026-02-08T10:00:01Z","topic":"task-events",
             "pubsubname":"kafka","traceid":"00-11","traceparent":"00-11","tracestate":"",
             "datacontenttype":"application/json","data":{"event_type":"task.created",
             "task_id":"test-123","user_id":"user-456","timestamp":"2026-02-08T10:00:00Z",
             "payload":{"title":"Test Task"}}}""");
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    TaskEvent event = fixture.sent(fixture.topics.taskEvents()).get(0);
    assertThat(event.getTaskId()).isEqualTo("test-123");
    assertThat(event.getEventId()).isEqualTo("planner#5929aaac-a5e2-4ca1-859c-edfe73f11565");
  }

  @Test
  void shouldSendToTheTopicThatIsAskedFor() {
    String bare =
        CREATED
            .replace("com.example.task.created", "reading")
            .replace("\"title\":\"Mend the gate\"", "\"value\":3");
    assertThat(client.post("/sensor-readings", HttpMessage.STRUCTURED, bare).status())
        .isEqualTo(200);
    assertThat(fixture.sentTo()).containsExactly("sensor-readings");
    Answer unknown = client.post("/alerts", HttpMessage.STRUCTURED, bare);
    assertThat(unknown.status()).isEqualTo(404);
    assertThat(unknown.json().path("detail").asText())
        .isEqualTo(
            "topic: expected one of task-events, auth-events, camera-events, sensor-readings,"
                + " found alerts");
  }

  @Test
  void shouldSayWhatIsWrongWithEveryEventAndTakeNone() {
    // when
    String badTime = CREATED.replace("2026-02-08T10:00:00Z", "yesterday");
    String badType =
        CREATED.replace("\"id\":\"7\"", "\"id\":\"9\"").replace("task.created", "made");
    Answer answer =
        client.post(
            "", HttpMessage.BATCH, "[" + badTime + "," + CREATED + "," + badType + ",{\"a\":1}]");
    // then
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.contentType()).isEqualTo("application/problem+json");
    assertThat(answer.json().path("type").asText()).isEqualTo("urn:gantry:problem:bad-event");
    assertThat(answer.json().path("detail").asText())
        .startsWith("3 of 4 events are not valid, and none was taken; event 0: time: expected");
    JsonNode errors = answer.json().path("errors");
    assertThat(errors).hasSize(3);
    assertThat(errors.get(0).path("event").asInt()).isEqualTo(0);
    assertThat(errors.get(0).path("field").asText()).isEqualTo("time");
    assertThat(errors.get(0).path("value").asText()).isEqualTo("'yesterday'");
    assertThat(errors.get(0).path("expected").asText()).startsWith("an RFC 3339 time");
    assertThat(errors.get(1).path("event").asInt()).isEqualTo(2);
    assertThat(errors.get(1).path("id").asText()).isEqualTo("9");
    assertThat(errors.get(1).path("field").asText()).isEqualTo("type");
    assertThat(errors.get(2).path("field").asText()).isEqualTo("specversion");
    assertThat(fixture.sentTo()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "text/plain | 415 | content-type: expected",
        "application/json | 415 | content-type: expected",
        "application/cloudevents+xml | 415 | content-type: expected",
        "application/cloudevents+json; charset=latin1 | 415 | content-type: expected charset utf-8",
        "application/cloudevents+json | 400 | not JSON at column 2: expected a name in double quotes, found 'o'",
        "application/cloudevents-batch+json | 400 | not JSON at column 2: expected a name in double quotes, found 'o'",
      })
  void shouldRefuseWhatIsNoCloudEvent(String contentType, int status, String detail) {
    Answer answer = client.post("", contentType, "{oops");
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.json().path("detail").asText()).startsWith(detail);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ce-time | 12%4 | time: expected an RFC 3339 time such as 2026-02-08T10:00:00Z, found '12%4'",
        "ce-data | x | headers: expected ce- and the name of an attribute",
        "ce-specversion | 0.3 | specversion: expected 1.0, found '0.3'",
      })
  void shouldNameTheHeaderThatIsWrong(String header, String value, String detail) {
    Map<String, String> headers = new TreeMap<>();
    headers.put("ce-specversion", "1.0");
    headers.put("ce-id", "7");
    headers.put("ce-source", "/planner");
    headers.put("ce-type", "task.created");
    headers.put(header, value);
    Answer answer = client.post("", "application/json", "{}", headers);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().path("errors").path(0).path("detail").asText()).startsWith(detail);
  }

  @Test
  void shouldRefuseABodyThatIsTooLarge() {
    String large = "x".repeat(ServerFixture.MAX_BODY + 1);
    assertThat(client.post("", HttpMessage.STRUCTURED, large).status()).isEqualTo(413);
    // of a length that is not said before
    Answer chunked =
        client.post(
            "",
            HttpMessage.STRUCTURED,
            BodyPublishers.ofInputStream(
                () -> new ByteArrayInputStream(large.getBytes(StandardCharsets.UTF_8))),
            Map.of());
    assertThat(chunked.status()).isEqualTo(413);
    assertThat(chunked.json().path("detail").asText())
        .isEqualTo("body: expected at most 4096 bytes, found more");
  }

  @Test
  void shouldNotAcknowledgeWhatKafkaDoesNotConfirm() {
    fixture.failWith(new TimeoutException("Expiring 1 record(s) for task-events-0: 120000 ms"));
    Answer answer = client.post("", HttpMessage.STRUCTURED, CREATED);
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.retryAfter()).isEqualTo("5");
    assertThat(answer.json().path("detail").asText())
        .isEqualTo("task-events: not confirmed by Kafka: no answer in time");
    assertThat(fixture.counts()).isEqualTo(new CloudEventServer.Counts(0, 0, 1));
  }

  @Test
  void shouldSayThatAnEventIsTooLargeForItsTopic() {
    fixture.failWith(new RecordTooLargeException("2 MiB"));
    Answer answer = client.post("", HttpMessage.STRUCTURED, CREATED);
    assertThat(answer.status()).isEqualTo(413);
    assertThat(answer.retryAfter()).isEmpty();
    assertThat(answer.json().path("detail").asText())
        .isEqualTo("task-events: not confirmed by Kafka: a record is larger than the topic takes");
  }

  @Test
  void shouldTellThoseBeyondTheLimitToComeBack() throws Exception {
    // given one that waits for Kafka
    fixture.hold();
    var waiting = client.postLater("", HttpMessage.STRUCTURED, CREATED);
    fixture.awaitHeld();
    // when
    Answer beyond = client.post("", HttpMessage.STRUCTURED, CREATED);
    fixture.release();
    // then
    assertThat(beyond.status()).isEqualTo(503);
    assertThat(beyond.retryAfter()).isEqualTo("1");
    assertThat(waiting.get().status()).isEqualTo(200);
  }

  @Test
  void shouldAnswerOtherMethodsAndPathsWithProblems() {
    assertThat(client.get("").status()).isEqualTo(405);
    assertThat(client.get("/a/b").status()).isEqualTo(404);
    assertThat(client.get("").contentType()).isEqualTo("application/problem+json");
  }

  @Test
  void shouldListenOnThisMachineOnly() {
    assertThatThrownBy(() -> new CloudEventSettings("0.0.0.0", 0, 1, 1))
        .hasMessageContaining("until authentication is configured");
    assertThat(client.rawStatus("POST", "evil.example.com")).isEqualTo(421);
  }
}
