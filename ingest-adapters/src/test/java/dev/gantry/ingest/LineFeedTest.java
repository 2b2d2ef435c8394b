package dev.gantry.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.gantry.ingest.log.LogTimes;
import dev.gantry.ingest.log.SshdLog;
import dev.gantry.schemas.records.CameraEvent;
import dev.gantry.schemas.records.TimeMode;
import dev.gantry.schemas.registry.InMemorySchemaRegistry;
import dev.gantry.schemas.topic.TopicRecord;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class LineFeedTest {

  private final RecordingKafka kafka = new RecordingKafka();
  private final List<String> refusals = new ArrayList<>();

  private LineFeed feed(LineFeed.LineReader reader) {
    return new LineFeed(reader, refused -> refusals.add(refused.line() + ": " + refused.why()));
  }

  private JsonLineReader json(Optional<String> topic) {
    return new JsonLineReader(
        new EventReader(kafka.catalogue, new InMemorySchemaRegistry(), Clock.systemUTC()), topic);
  }

  private static Lines lines(String... lines) {
    return Utf8Lines.strict(
        new ByteArrayInputStream(String.join("\n", lines).getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void shouldCountALineThatCanNotBeReadAndGoOn() {
    LogFixture log = new LogFixture();
    LineFeed.Outcome outcome =
        feed(log.reader)
            .run(
                lines("x".repeat(Utf8Lines.LONGEST + 1), log.failed("ann")),
                "auth.log",
                new RecordPublisher(kafka.producer));
    assertThat(outcome).isEqualTo(new LineFeed.Outcome(2, sent("auth-events", 1), 1));
    assertThat(refusals)
        .containsExactly("1: expected a line of at most 1048576 bytes, found 1048577");
  }

  @Test
  void shouldReplayWhatDoesNotSayHowItsTimeRuns() {
    EventReader replay =
        new EventReader(
            kafka.catalogue, new InMemorySchemaRegistry(), TimeMode.REPLAY, Clock.systemUTC());
    String said = "\"timestamp\":\"2026-02-08T10:00:00Z\",\"time_mode\":\"live\"";
    feed(new JsonLineReader(replay, Optional.empty()))
        .run(
            lines(
                event("camera.offline", "camera_id"),
                event("camera.online", "camera_id")
                    .replace("\"timestamp\":\"2026-02-08T10:00:00Z\"", said)),
            "events.jsonl",
            new RecordPublisher(kafka.producer));
    assertThat(kafka.events())
        .extracting(CameraEvent::getTimeMode, event -> event.getIngestedAtUs() > 0)
        .containsExactly(tuple(TimeMode.REPLAY, false), tuple(TimeMode.LIVE, true));
  }

  @Test
  void shouldRefuseAReplayedEventThatIsYetToComeButNotALiveOne() {
    Instant now = Instant.parse("2026-02-08T10:00:00Z");
    EventReader replay =
        new EventReader(
            kafka.catalogue,
            new InMemorySchemaRegistry(),
            TimeMode.REPLAY,
            Clock.fixed(now, ZoneOffset.UTC));
    String dated = event("camera.offline", "camera_id").replace("2026-02-08", "2099-02-08");
    LineFeed.Outcome outcome =
        feed(new JsonLineReader(replay, Optional.empty()))
            .run(
                lines(
                    dated,
                    dated.replace("2099", "2026"),
                    dated.replace("{", "{\"time_mode\":\"live\",")),
                "events.jsonl",
                new RecordPublisher(kafka.producer));
    assertThat(outcome).isEqualTo(new LineFeed.Outcome(3, sent("camera-events", 2), 1));
    assertThat(refusals)
        .containsExactly(
            "1: time: expected a time no more than a day after now,"
                + " 2026-02-08T10:00:00Z, found 2099-02-08T10:00:00Z");
  }

  @Test
  void shouldSendEveryEventKeyedByWhomItNames() {
    LogFixture log = new LogFixture();
    LineFeed.Outcome outcome =
        feed(log.reader)
            .run(
                lines("noise", log.failed("ann"), log.failed("bob")),
                "auth.log",
                new RecordPublisher(kafka.producer));
    assertThat(outcome).isEqualTo(new LineFeed.Outcome(3, sent("auth-events", 2), 0));
    assertThat(kafka.producer.history())
        .extracting(record -> new String(record.key(), StandardCharsets.UTF_8))
        .containsExactly("ann", "bob");
    assertThat(refusals).isEmpty();
  }

  @Test
  void shouldAnswerALineThatIsWrongAndGoOn() {
    LineFeed feed = feed(json(Optional.of("task-events")));
    LineFeed.Outcome outcome =
        feed.run(
            lines(
                "{\"event_type\":\"task.made\",\"task_id\":\"t-1\",\"timestamp\":\"2026-02-08T10:00:00Z\"}",
                "",
                "task.created t-2",
                "{\"event_type\":\"task.created\",\"task_id\":\"t-3\",\"user_id\":\"u\","
                    + "\"timestamp\":\"2026-02-08T10:00:00Z\",\"payload\":{\"title\":\"Test\"}}",
                "{\"event_type\":\"task.created\",\"task_id\":\"t-4\",\"timestamp\":\"yesterday\"}"),
            "tasks.jsonl",
            new RecordPublisher(kafka.producer));
    assertThat(outcome).isEqualTo(new LineFeed.Outcome(5, sent("task-events", 1), 3));
    assertThat(refusals).hasSize(3);
    assertThat(refusals.get(0)).startsWith("1: event_type: expected one of task.completed");
    assertThat(refusals.get(1)).isEqualTo("3: expected a JSON object, found task.created t-2");
    assertThat(refusals.get(2)).startsWith("5: timestamp: expected").contains("yesterday");
  }

  @Test
  void shouldSendEveryEventToTheTopicOfItsType() {
    LineFeed.Outcome outcome =
        feed(json(Optional.empty()))
            .run(
                lines(
                    event("task.created", "task_id"),
                    event("login.failed", "principal"),
                    event("camera.offline", "camera_id"),
                    event("sensor.reading", "series_id"),
                    event("weather.changed", "task_id")),
                "mixed.jsonl",
                new RecordPublisher(kafka.producer));
    assertThat(outcome.records())
        .containsOnlyKeys("auth-events", "camera-events", "sensor-readings", "task-events");
    assertThat(refusals)
        .containsExactly(
            "5: type: expected a type with one of the words access, auth, camera, login, logout,"
                + " mfa, sensor, task, found 'weather.changed'");
  }

  @Test
  void shouldLeaveOutAByteOrderMark() {
    LogFixture log = new LogFixture();
    String mark = "\uFEFF";
    LineFeed.Outcome events =
        feed(json(Optional.empty()))
            .run(
                lines(mark + event("task.created", "task_id")),
                "tasks.jsonl",
                new RecordPublisher(kafka.producer));
    LineFeed.Outcome signIns =
        feed(log.reader)
            .run(lines(mark + log.failed("ann")), "auth.log", new RecordPublisher(kafka.producer));
    assertThat(events).isEqualTo(new LineFeed.Outcome(1, sent("task-events", 1), 0));
    assertThat(signIns).isEqualTo(new LineFeed.Outcome(1, sent("auth-events", 1), 0));
    assertThat(refusals).isEmpty();
  }

  private static String event(String type, String key) {
    return "{\"event_type\":\"%s\",\"%s\":\"a\",\"timestamp\":\"2026-02-08T10:00:00Z\"}"
        .formatted(type, key);
  }

  private static SortedMap<String, Long> sent(String topic, long records) {
    return new TreeMap<>(Map.of(topic, records));
  }

  @Test
  void shouldEndWhenKafkaDoesNotTakeAnEvent() {
    LogFixture log = new LogFixture();
    var broken =
        new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer()) {
          @Override
          public synchronized void flush() {
            errorNext(new TimeoutException("no broker"));
          }
        };
    assertThatThrownBy(
            () ->
                feed(log.reader)
                    .run(lines(log.failed("ann")), "auth.log", new RecordPublisher(broken)))
        .isInstanceOf(PublishException.class)
        .hasMessage("line 1 of auth.log could not be written to auth-events: no broker");
  }

  /** A log of sshd. */
  private final class LogFixture {

    private final SshdLog log = new SshdLog(LogTimes.ofYear(ZoneOffset.UTC, 2025), "auth.log");
    private final LineFeed.LineReader reader =
        line ->
            log.read(line).stream()
                .<TopicRecord<?>>map(
                    event -> new TopicRecord<>(kafka.catalogue.authEvents(), event))
                .toList();
    private int pid;

    private String failed(String who) {
      return "Apr  6 18:51:41 gate sshd[%d]: Failed password for %s from 192.0.2.7 port 1 ssh2"
          .formatted(++pid, who);
    }
  }
}
