package dev.gantry.query;

import static dev.gantry.query.ApiFixture.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gantry.schemas.records.CameraEventType;
import dev.gantry.schemas.records.TrackState;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the API answers about cameras, their tracks and their pictures. */
class CamerasApiTest {

  @AutoClose private final ApiFixture gantry = new ApiFixture();

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

  @ParameterizedTest
  @CsvSource({"FROZEN, frozen", "COVERED, covered", "TURNED, turned"})
  void shouldSayWhatIsWrongWithPicturesThatArriveUntilItIsOver(CameraEventType type, String state) {
    gantry.topics.append(gantry.catalogue.cameraFrames(), "bridge", TestObjects.frame("bridge", 3));
    gantry.topics.append(
        gantry.catalogue.cameraEvents(), "bridge", TestObjects.event("bridge", type, "as seen"));
    until(() -> gantry.get("/v1/cameras").body().contains("\"" + state + "\""));

    JsonNode bridge = gantry.json("/v1/cameras/bridge");
    assertThat(bridge.get("state_detail").asText()).isEqualTo("as seen");

    gantry.topics.append(
        gantry.catalogue.cameraEvents(),
        "bridge",
        TestObjects.event("bridge", CameraEventType.RESTORED, ""));
    until(() -> gantry.json("/v1/cameras/bridge").get("state").asText().equals("online"));
  }

  @Test
  void shouldShowThatACameraIsStillCoveredWhenItComesBack() {
    gantry.topics.append(gantry.catalogue.cameraFrames(), "bridge", TestObjects.frame("bridge", 3));
    for (CameraEventType type :
        List.of(CameraEventType.COVERED, CameraEventType.OFFLINE, CameraEventType.ONLINE)) {
      gantry.topics.append(
          gantry.catalogue.cameraEvents(), "bridge", TestObjects.event("bridge", type, ""));
    }
    until(() -> gantry.get("/v1/events").body().contains("\"online\""));

    assertThat(gantry.json("/v1/cameras/bridge").get("state").asText()).isEqualTo("covered");
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

  private String frameHeader(String path) {
    return gantry.get(path).headers().firstValue("X-Gantry-Frame").orElse("");
  }
}
