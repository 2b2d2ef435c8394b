package dev.gantry.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.gantry.domain.detection.CameraImage;
import dev.gantry.domain.detection.DetectedObjects;
import dev.gantry.domain.detection.Detector;
import dev.gantry.domain.geometry.Box;
import dev.gantry.schemas.records.Alert;
import dev.gantry.schemas.records.AlertStatus;
import dev.gantry.schemas.records.Detection;
import dev.gantry.schemas.records.Frame;
import dev.gantry.schemas.records.FrameDetections;
import dev.gantry.schemas.records.SpeedWindow;
import dev.gantry.schemas.records.TimeMode;
import dev.gantry.schemas.records.TrackState;
import dev.gantry.schemas.records.TrackUpdate;
import dev.gantry.topologies.config.TopologiesConfig;
import dev.gantry.topologies.definition.DefinitionParser;
import dev.gantry.topologies.definition.ParsedDefinition;
import dev.gantry.topologies.rule.LanguageRuleChecker;
import dev.gantry.topologies.rule.RuleLanguage;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class OfflineReplayTest {

  private static final String CAMERA = "gate";
  private static final int FRAMES = 30;

  /** 2026-01-01T00:00:00Z. */
  private static final long START_US = 1_767_225_600_000_000L;

  private static final String DEFINITIONS =
      """
      kind: camera
      id: gate
      site: harbour
      calibration:
        points: [{pixel: [0, 0], metres: [0, 36]}, {pixel: [640, 0], metres: [64, 36]}, {pixel: [640, 360], metres: [64, 0]}, {pixel: [0, 360], metres: [0, 0]}]
      segments: [{id: gate-road, polygon_m: [[0, 0], [64, 0], [64, 36], [0, 36]], limit_kmh: 50}]
      ---
      kind: rule
      alert: any_car
      on: vehicle-tracks
      expr: track.label == "car"
      labels: {severity: low}
      """;

  /** Sees a car that drives. */
  private static final Detector DRIVING =
      new Detector() {
        @Override
        public DetectedObjects detect(CameraImage image) {
          Box box = new Box(50 + 10 * image.frameSeq(), 100, 45, 30);
          return new DetectedObjects(
              640, 360, List.of(new dev.gantry.domain.detection.Detection("car", 0.9, box)));
        }

        @Override
        public void close() {}
      };

  private final List<FrameDetections> detected = new ArrayList<>();
  private final List<TrackUpdate> tracks = new ArrayList<>();
  private final List<SpeedWindow> windows = new ArrayList<>();
  private final List<Alert> alerts = new ArrayList<>();

  @Test
  void shouldBringDetectionsToTheirEndThroughAllRoles() {
    // given
    List<ParsedDefinition> definitions =
        new DefinitionParser(new LanguageRuleChecker(new RuleLanguage()))
            .parse("test", DEFINITIONS)
            .orThrow();

    // when
    try (OfflineReplay replay =
        new OfflineReplay(definitions, TopologiesConfig.DEFAULT, results())) {
      for (int seq = 0; seq < FRAMES; seq++) {
        replay.detections(frame(seq));
      }
      replay.settle(Duration.ofMinutes(2));
    }

    // then
    assertThat(tracks)
        .filteredOn(update -> update.getState() == TrackState.END)
        .singleElement()
        .extracting(TrackUpdate::getHits)
        .isEqualTo(FRAMES);
    assertThat(windows).last().extracting(SpeedWindow::getVehicleCount).isEqualTo(1);
    assertThat(alerts)
        .extracting(Alert::getStatus)
        .containsExactly(AlertStatus.FIRING, AlertStatus.RESOLVED);
  }

  @Test
  void shouldDetectInPictures() {
    // given
    List<ParsedDefinition> definitions =
        new DefinitionParser(new LanguageRuleChecker(new RuleLanguage()))
            .parse("test", DEFINITIONS)
            .orThrow();

    // when
    try (OfflineReplay replay =
        new OfflineReplay(definitions, TopologiesConfig.DEFAULT, model -> DRIVING, results())) {
      for (int seq = 0; seq < FRAMES; seq++) {
        replay.picture(picture(seq));
      }
      replay.settle(Duration.ofMinutes(2));
    }

    // then
    assertThat(detected).hasSize(FRAMES);
    assertThat(tracks)
        .filteredOn(update -> update.getState() == TrackState.END)
        .singleElement()
        .extracting(TrackUpdate::getHits)
        .isEqualTo(FRAMES);
  }

  @Test
  void shouldSetAPictureAsideThatCannotBeUsed() {
    // given
    Frame broken = Frame.newBuilder(picture(0)).setImageSha256("of another image").build();

    // when
    try (OfflineReplay replay =
        new OfflineReplay(List.of(), TopologiesConfig.DEFAULT, model -> DRIVING, results())) {
      replay.picture(broken);
      replay.picture(picture(1));
    }

    // then
    assertThat(detected).singleElement().extracting(FrameDetections::getFrameSeq).isEqualTo(1L);
  }

  @Test
  void shouldTakeNoPicturesWithoutDetectors() {
    try (OfflineReplay replay = new OfflineReplay(List.of(), TopologiesConfig.DEFAULT, results())) {
      assertThatIllegalStateException().isThrownBy(() -> replay.picture(picture(0)));
    }
  }

  private OfflineReplay.Results results() {
    return new OfflineReplay.Results() {
      @Override
      public void detections(FrameDetections frame) {
        detected.add(frame);
      }

      @Override
      public void track(TrackUpdate update) {
        tracks.add(update);
      }

      @Override
      public void window(SpeedWindow window) {
        windows.add(window);
      }

      @Override
      public void alert(Alert alert) {
        alerts.add(alert);
      }
    };
  }

  private static FrameDetections frame(int seq) {
    return FrameDetections.newBuilder()
        .setCameraId(CAMERA)
        .setStreamEpoch(1)
        .setFrameSeq(seq)
        .setCapturedAtUs(START_US + seq * 100_000L)
        .setIngestedAtUs(START_US + seq * 100_000L)
        .setTimeMode(TimeMode.REPLAY)
        .setWidth(640)
        .setHeight(360)
        .setModel("box-v1")
        .setModelVersion(1)
        .setDetections(List.of(new Detection("car", 0.9f, 50f + 10 * seq, 100f, 45f, 30f)))
        .build();
  }

  private static Frame picture(int seq) {
    return Frame.newBuilder()
        .setCameraId(CAMERA)
        .setStreamEpoch(1)
        .setFrameSeq(seq)
        .setCapturedAtUs(START_US + seq * 100_000L)
        .setIngestedAtUs(START_US + seq * 100_000L)
        .setTimeMode(TimeMode.REPLAY)
        .setWidth(640)
        .setHeight(360)
        .setEncoding("jpeg")
        .setImage(ByteBuffer.wrap(new byte[] {1}))
        .setImageRef("")
        .setImageSha256("")
        .setSource("test")
        .build();
  }
}
