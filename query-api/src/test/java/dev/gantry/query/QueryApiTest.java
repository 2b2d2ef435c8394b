package dev.gantry.query;

import static dev.gantry.query.ApiFixture.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gantry.query.port.HealthProbe.Dependency;
import dev.gantry.query.port.HealthProbe.Status;
import dev.gantry.query.resource.Json;
import dev.gantry.schemas.records.AlertStatus;
import dev.gantry.schemas.records.CameraEventType;
import dev.gantry.schemas.records.TrackState;
import dev.gantry.schemas.topic.DeadLetterHeaders;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryApiTest {

  private ApiFixture gantry;

  @BeforeEach
  void start() {
    gantry = new ApiFixture();
  }

  @AfterEach
  void stop() {
    gantry.close();
  }

  @Test
  void shouldListCamerasWhenDefinedOrSending() {
    gantry.definitions.cameras.add(TestObjects.camera("bridge", "harbour"));
    gantry.topics.append(
        gantry.catalogue.cameraEvents(),
        "yard",
        TestObjects.event("yard", CameraEventType.OFFLINE, "no route to 10.0.0.9"));
    gantry.topics.append(gantry.catalogue.cameraFrames(), "bridge", TestObjects.frame("bridge", 3));
    until(() -> gantry.get("/v1/cameras").body().contains("\"online\""));
    until(() -> gantry.json("/v1/cameras").get("cameras").size() == 2);

    JsonNode bridge = gantry.json("/v1/cameras/bridge");
    JsonNode yard = gantry.json("/v1/cameras/yard");

    assertThat(bridge.get("state").asText()).isEqualTo("online");
    assertThat(bridge.get("calibrated").asBoolean()).isTrue();
    assertThat(bridge.get("calibration").asText()).isEqualTo("from 4 points on the ground");
    assertThat(bridge.get("source").asText()).isEqualTo("rtsp://10.0.0.5/main");
    assertThat(bridge.at("/latest_frame/captured_at").asText())
        .isEqualTo("2026-01-01T00:00:00.300000Z");
    assertThat(yard.get("state").asText()).isEqualTo("offline");
    assertThat(yard.get("state_detail").asText()).isEqualTo("no route to 10.0.0.9");
    assertThat(yard.get("calibrated").asBoolean()).isFalse();
    assertThat(yard.get("calibration").asText()).contains("pixels per second only");
  }

  @Test
  void shouldWaitWhenNothingWasHeardOfACamera() {
    gantry.definitions.cameras.add(TestObjects.bareCamera("yard"));

    JsonNode yard = gantry.json("/v1/cameras/yard");

    assertThat(yard.get("state").asText()).isEqualTo("waiting");
    assertThat(yard.get("latest_frame").isNull()).isTrue();
  }

  @Test
  void shouldShowSpeedsInKmhWhenTracksAreActive() {
    gantry.definitions.cameras.add(TestObjects.camera("bridge", "harbour"));
    gantry.stores.tracks.put("bridge", List.of(TestObjects.track("bridge", "t-1", 3).build()));

    JsonNode all = gantry.json("/v1/tracks");
    JsonNode own = gantry.json("/v1/cameras/bridge/tracks");

    assertThat(all).isEqualTo(own);
    assertThat(all.get("provisional").asBoolean()).isTrue();
    JsonNode track = all.at("/tracks/0");
    assertThat(track.get("speed_kmh").asDouble()).isEqualTo(54.0);
    assertThat(track.get("speed_sigma_kmh").asDouble()).isEqualTo(1.8);
    assertThat(track.get("limit_kmh").asDouble()).isEqualTo(50.0);
    assertThat(track.at("/box/x").asDouble()).isEqualTo(100.0);
    assertThat(track.at("/position/y_m").asDouble()).isEqualTo(20.0);
  }

  @Test
  void shouldShowPixelSpeedsOnlyWhenUncalibrated() {
    gantry.definitions.cameras.add(TestObjects.bareCamera("yard"));
    gantry.stores.tracks.put(
        "yard", List.of(TestObjects.track("yard", "t-1", 3).setCalibrated(false).build()));

    JsonNode track = gantry.json("/v1/cameras/yard/tracks").at("/tracks/0");

    assertThat(track.get("calibrated").asBoolean()).isFalse();
    assertThat(track.get("speed_kmh").isNull()).isTrue();
    assertThat(track.get("position").isNull()).isTrue();
    assertThat(track.get("speed_px_s").asDouble()).isEqualTo(120.0);
  }

  @Test
  void shouldShowLatestDetectionsWhenThereAreAny() {
    gantry.definitions.cameras.add(TestObjects.camera("bridge", "harbour"));
    int before = gantry.get("/v1/cameras/bridge/detections").statusCode();
    gantry.stores.detections.put("bridge", TestObjects.detections("bridge", 12));

    JsonNode answer = gantry.json("/v1/cameras/bridge/detections");

    assertThat(before).isEqualTo(404);
    assertThat(answer.get("frame_seq").asLong()).isEqualTo(12);
    assertThat(answer.get("inference_ms").asDouble()).isEqualTo(4.2);
    assertThat(answer.at("/detections/0/label").asText()).isEqualTo("car");
    assertThat(answer.at("/detections/0/box/width").asDouble()).isEqualTo(60.0);
  }

  @Test
  void shouldDrawTheFrameThatTheTracksBelongTo() throws IOException {
    gantry.topics.append(gantry.catalogue.cameraFrames(), "bridge", TestObjects.frame("bridge", 3));
    gantry.topics.append(gantry.catalogue.cameraFrames(), "bridge", TestObjects.frame("bridge", 4));
    until(() -> frameHeader("/v1/cameras/bridge/frame.jpg").equals("7/4"));
    gantry.topics.append(
        gantry.catalogue.vehicleTracks(), "bridge", TestObjects.track("bridge", "t-1", 3).build());
    until(() -> frameHeader("/v1/cameras/bridge/frame.jpg").equals("7/3"));

    HttpResponse<byte[]> boxes = gantry.bytes("/v1/cameras/bridge/frame.jpg");
    HttpResponse<byte[]> raw = gantry.bytes("/v1/cameras/bridge/frame.jpg?boxes=false");

    assertThat(boxes.headers().firstValue("Content-Type")).contains("image/jpeg");
    assertThat(boxes.headers().firstValue("Cache-Control")).contains("no-store");
    int edge = ImageIO.read(new ByteArrayInputStream(boxes.body())).getRGB(100, 100);
    assertThat((edge >> 8) & 0xff).isGreaterThan(((edge >> 16) & 0xff) + 50);
    assertThat(raw.headers().firstValue("X-Gantry-Frame")).contains("7/4");
    int plain = ImageIO.read(new ByteArrayInputStream(raw.body())).getRGB(100, 100);
    assertThat((plain >> 8) & 0xff).isCloseTo((plain >> 16) & 0xff, within(3));
  }

  @Test
  void shouldStayWithTheDetectorWhenItLagsBehind() {
    gantry.topics.append(gantry.catalogue.cameraFrames(), "bridge", TestObjects.frame("bridge", 3));
    gantry.topics.append(gantry.catalogue.cameraFrames(), "bridge", TestObjects.frame("bridge", 4));
    gantry.topics.append(
        gantry.catalogue.vehicleDetections(), "bridge", TestObjects.detections("bridge", 3));

    until(() -> frameHeader("/v1/cameras/bridge/frame.jpg").equals("7/3"));
    until(() -> frameHeader("/v1/cameras/bridge/frame.jpg?boxes=false").equals("7/4"));
  }

  @Test
  void shouldShowTheNewestFrameWhenTheLastTrackHasEnded() {
    gantry.topics.append(
        gantry.catalogue.vehicleTracks(), "bridge", TestObjects.track("bridge", "t-1", 3).build());
    gantry.topics.append(gantry.catalogue.cameraFrames(), "bridge", TestObjects.frame("bridge", 3));
    gantry.topics.append(gantry.catalogue.cameraFrames(), "bridge", TestObjects.frame("bridge", 4));
    until(() -> frameHeader("/v1/cameras/bridge/frame.jpg").equals("7/3"));

    gantry.topics.append(
        gantry.catalogue.vehicleTracks(),
        "bridge",
        TestObjects.track("bridge", "t-1", 3).setState(TrackState.END).build());

    until(() -> frameHeader("/v1/cameras/bridge/frame.jpg").equals("7/4"));
  }

  @Test
  void shouldSpareTheTransferWhenThePictureIsTheSame() {
    gantry.topics.append(gantry.catalogue.cameraFrames(), "bridge", TestObjects.frame("bridge", 3));
    until(() -> gantry.get("/v1/cameras/bridge/frame.jpg").statusCode() == 200);
    String etag =
        gantry.get("/v1/cameras/bridge/frame.jpg").headers().firstValue("ETag").orElseThrow();

    HttpResponse<String> again = gantry.get("/v1/cameras/bridge/frame.jpg", "If-None-Match", etag);

    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
  }

  @Test
  void shouldListSegmentsWithTheirLastWindows() {
    gantry.definitions.cameras.add(TestObjects.camera("bridge", "harbour"));
    gantry.topics.append(
        gantry.catalogue.segmentSpeeds(), "harbour-rd", TestObjects.window("harbour-rd", 0));
    until(() -> gantry.json("/v1/segments").at("/segments/0/recent").size() == 1);

    JsonNode segment = gantry.json("/v1/segments").at("/segments/0");

    assertThat(segment.get("id").asText()).isEqualTo("harbour-rd");
    assertThat(segment.get("limit_kmh").asDouble()).isEqualTo(50.0);
    assertThat(segment.at("/cameras/0").asText()).isEqualTo("bridge");
    assertThat(segment.at("/recent/0/mean_kmh").asDouble()).isEqualTo(46.8);
  }

  @Test
  void shouldAnswerWindowsWithinTheRange() {
    gantry.definitions.cameras.add(TestObjects.camera("bridge", "harbour"));
    gantry.stores.speeds.put(
        "harbour-rd",
        IntStream.range(0, 6).mapToObj(i -> TestObjects.window("harbour-rd", i)).toList());

    JsonNode answer =
        gantry.json(
            "/v1/segments/harbour-rd/speeds"
                + "?from=2026-01-01T00:00:10Z&to=2026-01-01T01:00:50%2B01:00&limit=3");

    assertThat(answer.get("speeds").size()).isEqualTo(3);
    assertThat(answer.get("to").asText()).isEqualTo("2026-01-01T00:00:50.000000Z");
    assertThat(answer.at("/speeds/0/window_start").asText())
        .isEqualTo("2026-01-01T00:00:10.000000Z");
    assertThat(answer.get("provisional").asBoolean()).isTrue();
  }

  @Test
  void shouldPageAndFilterAlerts() {
    for (int i = 1; i <= 5; i++) {
      gantry.topics.append(
          gantry.catalogue.alerts(), "harbour", TestObjects.alert("a-" + i, i).build());
    }
    gantry.topics.append(
        gantry.catalogue.alerts(),
        "harbour",
        TestObjects.alert("a-2", 2)
            .setStatus(AlertStatus.RESOLVED)
            .setResolvedAtUs(TestObjects.START_US + 9_000_000)
            .build());
    until(() -> gantry.json("/v1/alerts?status=resolved").get("alerts").size() == 1);

    JsonNode first = gantry.json("/v1/alerts?limit=2&status=firing");
    JsonNode second =
        gantry.json("/v1/alerts?limit=2&status=firing&cursor=" + first.get("next_cursor").asText());

    assertThat(ids(first)).containsExactly("a-5", "a-4");
    assertThat(ids(second)).containsExactly("a-3", "a-1");
    assertThat(second.get("next_cursor").isNull()).isTrue();
    assertThat(ids(gantry.json("/v1/alerts?from=2026-01-01T00:00:04Z")))
        .containsExactly("a-5", "a-4");
    assertThat(ids(gantry.json("/v1/alerts?to=2026-01-01T00:00:02Z"))).containsExactly("a-1");
    assertThat(ids(gantry.json("/v1/alerts?rule=other"))).isEmpty();
    assertThat(ids(gantry.json("/v1/alerts?severity=high&site=harbour&rule=speeding"))).hasSize(5);
    assertThat(gantry.json("/v1/alerts/a-2").get("resolved_at").asText())
        .isEqualTo("2026-01-01T00:00:09.000000Z");
    assertThat(gantry.get("/v1/alerts/nope").statusCode()).isEqualTo(404);
  }

  @Test
  void shouldListEventsOfCameras() {
    gantry.topics.append(
        gantry.catalogue.cameraEvents(),
        "yard",
        TestObjects.event("yard", CameraEventType.ONLINE, ""));
    gantry.topics.append(
        gantry.catalogue.cameraEvents(),
        "yard",
        TestObjects.event("yard", CameraEventType.ENDED, "file is at its end"));
    until(() -> gantry.json("/v1/events").get("events").size() == 2);

    assertThat(gantry.json("/v1/events").at("/events/0/type").asText()).isEqualTo("ended");
    assertThat(gantry.json("/v1/events?type=online").get("events").size()).isEqualTo(1);
    assertThat(gantry.json("/v1/events?camera=bridge").get("events").size()).isZero();
    assertThat(gantry.json("/v1/cameras/yard").get("state").asText()).isEqualTo("ended");
  }

  @Test
  void shouldCountWhatPasses() {
    until(() -> gantry.json("/health").get("status").asText().equals("up"));
    gantry.topics.append(gantry.catalogue.cameraFrames(), "bridge", TestObjects.frame("bridge", 3));
    gantry.topics.append(
        gantry.catalogue.vehicleDetections(), "bridge", TestObjects.detections("bridge", 3));
    gantry.topics.append(
        gantry.catalogue.vehicleTracks(),
        "bridge",
        TestObjects.track("bridge", "t-1", 3).setState(TrackState.NEW).build());
    gantry.topics.append(gantry.catalogue.alerts(), "harbour", TestObjects.alert("a-1", 1).build());
    gantry.topics.append(
        gantry.catalogue.deadLetters(),
        "bridge",
        null,
        new RecordHeaders()
            .add(DeadLetterHeaders.CAUSE, "unreadable".getBytes(StandardCharsets.UTF_8)));

    until(() -> gantry.json("/v1/status").at("/dead_letters/by_cause/unreadable").asLong() == 1);
    until(() -> gantry.json("/v1/status").at("/frames/total").asLong() == 1);
    until(() -> gantry.json("/v1/status").at("/detections").asLong() == 1);
    until(() -> gantry.json("/v1/status").at("/tracks/total").asLong() == 1);
    until(() -> gantry.json("/v1/status").at("/alerts/active").asLong() == 1);
    assertThat(gantry.json("/v1/status").at("/cameras/active").asLong()).isEqualTo(1);
  }

  @Test
  void shouldBeReadyOnlyWhenAllDependenciesAreUp() {
    gantry.health.add(new Dependency("broker", Status.UP, ""));
    until(() -> gantry.get("/health/ready").statusCode() == 200);
    gantry.health.add(new Dependency("role:tracking", Status.STARTING, "restoring its store"));

    HttpResponse<String> ready = gantry.get("/readyz");

    assertThat(ready.statusCode()).isEqualTo(503);
    assertThat(ready.headers().firstValue("Retry-After")).contains("1");
    assertThat(ready.body()).contains("restoring its store");
    assertThat(gantry.get("/health").statusCode()).isEqualTo(200);
    assertThat(gantry.get("/health/live").statusCode()).isEqualTo(200);
    assertThat(gantry.get("/healthz").statusCode()).isEqualTo(200);
  }

  @Test
  void shouldShowInHealthWhenTopicsCanNotBeRead() {
    gantry.topics.down(true);
    until(() -> gantry.get("/health").body().contains("the broker is away"));
    assertThat(gantry.get("/health/ready").statusCode()).isEqualTo(503);

    gantry.topics.down(false);

    until(() -> gantry.get("/health/ready").statusCode() == 200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/tracks",
        "/v1/cameras/bridge/tracks",
        "/v1/cameras/bridge/detections",
        "/v1/segments/harbour-rd/speeds"
      })
  void shouldAskToRetryWhenStoresRebalance(String path) {
    gantry.definitions.cameras.add(TestObjects.camera("bridge", "harbour"));
    gantry.stores.rebalancing = true;

    HttpResponse<String> response = gantry.get(path);

    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(response.headers().firstValue("Retry-After")).contains("1");
    assertProblem(response, "urn:gantry:problem:unavailable");
    assertThat(Json.tree(response.body()).get("detail").asText()).contains("rebalancing");
  }

  @Test
  void shouldTellNothingOfItsInsideWhenItFails() {
    gantry.definitions.cameras.add(TestObjects.camera("bridge", "harbour"));
    gantry.stores.broken = true;

    HttpResponse<String> response = gantry.get("/v1/tracks");

    assertThat(response.statusCode()).isEqualTo(500);
    assertProblem(response, "urn:gantry:problem:internal");
    assertThat(response.body()).doesNotContain("secret").doesNotContain("Exception");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/v1/alerts?limit=0 | limit | 0",
        "/v1/alerts?limit=ten | limit | ten",
        "/v1/alerts?status=open | status | open",
        "/v1/alerts?cursor=%25 | cursor | %",
        "/v1/alerts?from=yesterday | from | yesterday",
        "/v1/alerts?rule=a&rule=b | rule | a, b",
        "/v1/alerts?form=x | form | x",
        "/v1/tracks?limit=1 | limit | 1",
        "/v1/cameras/bridge/frame.jpg?boxes=maybe | boxes | maybe",
        "/v1/segments/harbour-rd/speeds?from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z"
            + " | from | 2026-01-02T00:00:00.000000Z",
        "/v1/tracks/live?cam=bridge | cam | bridge",
      })
  void shouldNameTheFieldWhenAParameterIsWrong(String path, String field, String value) {
    gantry.definitions.cameras.add(TestObjects.camera("bridge", "harbour"));

    HttpResponse<String> response = gantry.get(path);

    assertThat(response.statusCode()).isEqualTo(400);
    assertProblem(response, "urn:gantry:problem:bad-parameter");
    JsonNode error = Json.tree(response.body()).at("/errors/0");
    assertThat(error.get("field").asText()).isEqualTo(field);
    assertThat(error.get("value").asText()).isEqualTo(value);
    assertThat(error.get("expected").asText()).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/nope",
        "/v1/cameras/nope",
        "/v1/cameras/nope/frame.jpg",
        "/v1/segments/nope/speeds",
        "/console/nope.js",
        "/console/../index.html",
        "/console/..%2f..%2fstrokes.txt"
      })
  void shouldAnswerAProblemWhenThereIsNoSuchThing(String path) {
    HttpResponse<String> response = gantry.get(path);

    assertThat(response.statusCode()).isEqualTo(404);
    assertProblem(response, "urn:gantry:problem:not-found");
  }

  @Test
  void shouldRefusePathsThatLeaveTheRoot() {
    HttpResponse<String> response = gantry.get("/console/%2e%2e/%2e%2e/etc/passwd");

    assertThat(response.statusCode()).isEqualTo(400);
    assertProblem(response, "urn:gantry:problem:malformed-request");
  }

  @Test
  void shouldRefuseHeadersThatAreTooLarge() {
    HttpResponse<String> response = gantry.get("/v1/cameras", "X-Large", "x".repeat(20_000));

    assertThat(response.statusCode()).isEqualTo(431);
    assertProblem(response, "urn:gantry:problem:malformed-request");
  }

  @Test
  void shouldRefuseMethodsThatChangeThings() {
    HttpResponse<String> response = gantry.send("POST", "/v1/alerts");

    assertThat(response.statusCode()).isEqualTo(405);
    assertThat(response.headers().firstValue("Allow")).contains("GET, HEAD, OPTIONS");
    assertProblem(response, "urn:gantry:problem:method-not-allowed");
  }

  @Test
  void shouldAnswerHeadAndOptions() {
    HttpResponse<String> head = gantry.send("HEAD", "/v1/cameras");
    HttpResponse<String> options = gantry.send("OPTIONS", "/v1/cameras");

    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.headers().firstValue("Content-Type")).contains("application/json");
    assertThat(options.statusCode()).isEqualTo(204);
    assertThat(options.headers().firstValue("Allow")).contains("GET, HEAD, OPTIONS");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/v1/cameras", "/nope", "/console/console.js"})
  void shouldSendSecurityHeadersWithEverything(String path) {
    HttpResponse<String> response = gantry.get(path, "Origin", "http://elsewhere.example");

    assertThat(response.headers().firstValue("Content-Security-Policy").orElse(""))
        .contains("default-src 'none'")
        .doesNotContain("unsafe");
    assertThat(response.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(response.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
  }

  @Test
  void shouldServeTheConsoleFromItsOwnFilesOnly() {
    HttpResponse<String> page = gantry.get("/");

    assertThat(page.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
    assertThat(page.body()).doesNotContain("http://").doesNotContain("https://");
    String etag = page.headers().firstValue("ETag").orElseThrow();
    assertThat(gantry.get("/", "If-None-Match", etag).statusCode()).isEqualTo(304);
  }

  private String frameHeader(String path) {
    return gantry.get(path).headers().firstValue("X-Gantry-Frame").orElse("");
  }

  private static List<String> ids(JsonNode alerts) {
    return alerts.get("alerts").findValuesAsText("alert_id");
  }

  private static void assertProblem(HttpResponse<String> response, String type) {
    assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
    JsonNode problem = Json.tree(response.body());
    assertThat(problem.get("type").asText()).isEqualTo(type);
    assertThat(problem.get("status").asInt()).isEqualTo(response.statusCode());
    assertThat(problem.get("instance").asText()).startsWith("/");
  }
}
