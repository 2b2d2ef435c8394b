package dev.gantry.topologies.topology;

import static dev.gantry.topologies.testing.TestObjects.CAMERA;
import static dev.gantry.topologies.testing.TestObjects.drive;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gantry.schemas.records.Definition;
import dev.gantry.schemas.records.FrameDetections;
import dev.gantry.schemas.records.TrackState;
import dev.gantry.schemas.records.TrackUpdate;
import dev.gantry.topologies.definition.DefinitionParser;
import dev.gantry.topologies.definition.DefinitionsView;
import dev.gantry.topologies.rule.LanguageRuleChecker;
import dev.gantry.topologies.rule.RuleLanguage;
import dev.gantry.topologies.runtime.Role;
import dev.gantry.topologies.testing.RoleDriver;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A camera is calibrated anew while a car drives through its picture. */
class RecalibrationTest {

  /** Looks straight down on a road of 7 by 30 metres, or twice that. */
  private static final String DOCUMENT =
      """
      kind: camera
      id: %s
      site: harbour
      calibration:
        points: [{pixel: [0, 600], metres: [0, 0]}, {pixel: [140, 600], metres: [%2$d, 0]}, {pixel: [140, 0], metres: [%2$d, %3$d]}, {pixel: [0, 0], metres: [0, %3$d]}]
      segments: [{id: road, polygon_m: [[0, 0], [%2$d, 0], [%2$d, %3$d], [0, %3$d]], heading_deg: 0}]
      """;

  /** The car makes ten of the first metres a second, and so twenty of the second. */
  private static final double METRES_PER_SECOND = 10;

  private static final int FRAMES = 28;
  private static final int APPLIED_AT = 12;

  private final DefinitionsView definitions =
      new DefinitionsView(new DefinitionParser(new LanguageRuleChecker(new RuleLanguage())));

  @TempDir Path stateDir;
  private RoleDriver tracking;

  @BeforeEach
  void start() {
    define(1, 0, DOCUMENT.formatted(CAMERA, 7, 30));
    tracking = new RoleDriver(Role.TRACKING, stateDir, definitions);
  }

  @AfterEach
  void stop() {
    tracking.close();
  }

  @Test
  void shouldKeepRunningTracksAndTellTheirSpeedsInTheNewMetresFromThenOn() {
    List<TrackUpdate> told = new ArrayList<>();
    for (FrameDetections frame : drive(CAMERA, METRES_PER_SECOND, FRAMES, 20)) {
      if (frame.getFrameSeq() == APPLIED_AT) {
        define(2, frame.getCapturedAtUs(), DOCUMENT.formatted(CAMERA, 14, 60));
      }
      tracking.write(tracking.topics().vehicleDetections(), frame);
      told.addAll(tracking.read(tracking.topics().vehicleTracks()));
    }
    told.removeIf(step -> step.getState() == TrackState.WATCHED);

    assertThat(told).extracting(TrackUpdate::getTrackId).containsOnly(told.get(0).getTrackId());
    assertThat(told).filteredOn(step -> step.getState() == TrackState.NEW).hasSize(1);
    List<TrackUpdate> before = withSpeed(told, 0, APPLIED_AT);
    List<TrackUpdate> after = withSpeed(told, APPLIED_AT, FRAMES);
    assertThat(before)
        .hasSizeGreaterThan(5)
        .allSatisfy(step -> assertThat(step.getCameraVersion()).isEqualTo(1))
        .allSatisfy(step -> assertThat(step.getSpeedMps()).isCloseTo(10, within(0.1)));
    assertThat(after)
        .hasSize(FRAMES - APPLIED_AT)
        .allSatisfy(step -> assertThat(step.getCameraVersion()).isEqualTo(2))
        .allSatisfy(step -> assertThat(step.getSpeedMps()).isCloseTo(20, within(0.1)));
    TrackUpdate end = told.get(told.size() - 1);
    assertThat(end.getState()).isEqualTo(TrackState.END);
    assertThat(end.getSpeedMps()).isCloseTo(20, within(0.1));
  }

  private static List<TrackUpdate> withSpeed(List<TrackUpdate> told, int from, int to) {
    return told.stream()
        .filter(step -> step.getState() != TrackState.END && step.getSpeedKnown())
        .filter(step -> step.getFrameSeq() >= from && step.getFrameSeq() < to)
        .toList();
  }

  private void define(int version, long effectiveFromUs, String document) {
    DefinitionsView.Outcome outcome =
        definitions.accept(
            CAMERA + "|" + version,
            Definition.newBuilder()
                .setKind("camera")
                .setId(CAMERA)
                .setVersion(version)
                .setEffectiveFromUs(effectiveFromUs)
                .setDocument(document)
                .build());
    assertThat(outcome).isEqualTo(new DefinitionsView.Outcome.Accepted());
  }
}
