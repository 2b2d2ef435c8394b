package dev.gantry.query;

import static dev.gantry.query.ApiFixture.until;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gantry.query.resource.Json;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LiveStreamTest {

  private ApiFixture gantry;

  @BeforeEach
  void start() {
    gantry = new ApiFixture();
    until(() -> gantry.get("/health/ready").statusCode() == 200);
  }

  @AfterEach
  void stop() {
    gantry.close();
  }

  @Test
  void shouldStreamTracksOfOneCamera() {
    HttpResponse<Stream<String>> stream = gantry.lines("/v1/tracks/live?camera=bridge");
    Iterator<String> lines = stream.body().iterator();
    append("yard", "t-1");
    append("bridge", "t-2");

    JsonNode track = Json.tree(next(lines, "data: "));

    assertThat(stream.headers().firstValue("Content-Type").orElse(""))
        .startsWith("text/event-stream");
    assertThat(track.get("track_id").asText()).isEqualTo("t-2");
    assertThat(track.get("speed_kmh").asDouble()).isEqualTo(54.0);
  }

  @Test
  void shouldSendWhatWasMissedWhenAClientComesBack() {
    Iterator<String> first = gantry.lines("/v1/tracks/live").body().iterator();
    append("bridge", "t-1");
    String id = next(first, "id: ");
    append("bridge", "t-2");
    next(first, "data: ");
    next(first, "data: ");

    Iterator<String> again = gantry.lines("/v1/tracks/live", "Last-Event-ID", id).body().iterator();

    assertThat(next(again, "event: ")).isEqualTo("track");
    assertThat(Json.tree(next(again, "data: ")).get("track_id").asText()).isEqualTo("t-2");
  }

  @Test
  void shouldResetWhenAClientComesBackFromAnotherRun() {
    Iterator<String> lines =
        gantry.lines("/v1/alerts/live", "Last-Event-ID", "before-7").body().iterator();

    assertThat(next(lines, "event: ")).isEqualTo("reset");
  }

  @Test
  void shouldStreamAlerts() {
    Iterator<String> lines = gantry.lines("/v1/alerts/live").body().iterator();
    gantry.topics.append(gantry.catalogue.alerts(), "harbour", TestObjects.alert("a-1", 1).build());

    assertThat(next(lines, "event: ")).isEqualTo("alert");
    assertThat(Json.tree(next(lines, "data: ")).get("alert_id").asText()).isEqualTo("a-1");
  }

  @Test
  void shouldStreamWhatHappensToTasks() {
    Iterator<String> lines = gantry.lines("/v1/tasks/live").body().iterator();
    gantry.topics.append(
        gantry.catalogue.taskEvents(),
        "gate-7",
        TestObjects.taskEvent("gate-7", "task.created", Map.of("title", "Mend the gate")));

    assertThat(next(lines, "event: ")).isEqualTo("task");
    JsonNode event = Json.tree(next(lines, "data: "));
    assertThat(event.get("type").asText()).isEqualTo("task.created");
    assertThat(event.get("task_id").asText()).isEqualTo("gate-7");
    assertThat(event.get("user_id").asText()).isEqualTo("ann");
    assertThat(event.get("schedule_id").isNull()).isTrue();
    assertThat(event.get("payload").get("title").asText()).isEqualTo("Mend the gate");
  }

  @Test
  void shouldStreamWhatCameWithoutKeyOnceItIsWrittenUnderOne() {
    Iterator<String> lines = gantry.lines("/v1/tasks/live").body().iterator();
    String piped =
        "{'event_type': 'task.created', 'task_id': 'gate-7', 'timestamp': '2026-02-08T10:00:00Z'}";
    byte[] json = piped.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    gantry.topics.append(gantry.catalogue.taskEvents(), "", json, new RecordHeaders());
    gantry.topics.append(gantry.catalogue.taskEvents(), "gate-7", json, new RecordHeaders());
    gantry.topics.append(
        gantry.catalogue.taskEvents(),
        "gate-7",
        TestObjects.taskEvent("gate-7", "task.completed", Map.of()));

    assertThat(Json.tree(next(lines, "data: ")).get("type").asText()).isEqualTo("task.created");
    assertThat(Json.tree(next(lines, "data: ")).get("type").asText()).isEqualTo("task.completed");
  }

  @Test
  void shouldLetClientsGoWhenItStops() {
    Iterator<String> lines = gantry.lines("/v1/alerts/live").body().iterator();

    gantry.close();

    assertThat(endsIn(lines)).isTrue();
  }

  private void append(String camera, String track) {
    gantry.topics.append(
        gantry.catalogue.vehicleTracks(), camera, TestObjects.track(camera, track, 3).build());
  }

  /** Whether a stream ends: with its last chunk, or cut off. */
  private static boolean endsIn(Iterator<String> lines) {
    try {
      lines.forEachRemaining(line -> {});
      return true;
    } catch (UncheckedIOException e) {
      return true;
    }
  }

  private static String next(Iterator<String> lines, String prefix) {
    while (lines.hasNext()) {
      String line = lines.next();
      if (line.startsWith(prefix)) {
        return line.substring(prefix.length());
      }
    }
    throw new AssertionError("the stream ended before a line that starts with " + prefix);
  }
}
