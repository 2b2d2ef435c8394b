package dev.gantry.ingest.scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gantry.domain.geometry.Box;
import dev.gantry.domain.geometry.Point;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The truth here: a fast vehicle {@code a} and a slower {@code b}, side by side for 100 frames. */
final class SceneScorerTest {

  private static final Box A = new Box(100, 100, 40, 30);
  private static final Box B = new Box(300, 100, 40, 30);
  private static final Incident SPEEDING =
      new Incident(Incident.Kind.SPEEDING, "a", 78, Duration.ofSeconds(1), Duration.ofSeconds(8));
  private static final Incident WRONG_WAY =
      new Incident(Incident.Kind.WRONG_WAY, "b", 40, Duration.ofSeconds(2), Duration.ofSeconds(20));

  private final SceneScorer scorer =
      new SceneScorer(
          seq -> frame(seq, vehicle("a", A, 78, 1), vehicle("b", B, 40, 1)),
          seq -> List.of(SPEEDING, WRONG_WAY));

  @Test
  void shouldCountEachVehicleFoundOnce() {
    // when: both, one by two boxes, none
    scorer.detections(0, List.of(A, B));
    scorer.detections(1, List.of(A, A));
    scorer.detections(2, List.of());
    // then
    assertThat(scorer.score().boxesExpected()).isEqualTo(6);
    assertThat(scorer.score().detectionRecall().getAsDouble()).isEqualTo(.5);
  }

  @Test
  void shouldNotLetOneBoxFindTwoVehicles() {
    // given
    Box near = new Box(102, 100, 40, 30);
    var crowded =
        new SceneScorer(
            seq -> frame(seq, vehicle("a", A, 78, 1), vehicle("b", near, 40, 1)), seq -> List.of());
    // when
    crowded.detections(0, List.of(A));
    // then
    assertThat(crowded.score().boxesFound()).isEqualTo(1);
  }

  @Test
  void shouldWantHalfOfTheUnionShared() {
    // when: 40 wide, moved by 13 of them the overlap is 27 of 53, by 14 it is 26 of 54
    scorer.detections(0, List.of(new Box(113, 100, 40, 30)));
    scorer.detections(1, List.of(new Box(114, 100, 40, 30)));
    // then
    assertThat(scorer.score().boxesFound()).isEqualTo(1);
  }

  @Test
  void shouldNotExpectSmallOrHiddenVehicles() {
    // given
    var hard =
        new SceneScorer(
            seq ->
                frame(
                    seq,
                    vehicle("small", new Box(0, 0, 19.9, 30), 40, 1),
                    vehicle("large enough", new Box(50, 0, 20, 20), 40, .7),
                    vehicle("hidden", B, 40, .69)),
            seq -> List.of());
    // when
    hard.detections(0, List.of());
    // then
    assertThat(hard.score().boxesExpected()).isEqualTo(1);
  }

  @Test
  void shouldCountFramesLeftOutAsMissedAndRepeatsOnce() {
    // when
    scorer.detections(3, List.of(A, B));
    scorer.detections(5, List.of(A, B));
    scorer.detections(5, List.of(A, B));
    // then
    assertThat(scorer.score().frames()).isEqualTo(2);
    assertThat(scorer.score().boxesExpected()).isEqualTo(6);
    assertThat(scorer.score().boxesFound()).isEqualTo(4);
  }

  @Test
  void shouldJudgeTheSpeedOfTheTrackThatFitsMost() {
    // given: a is followed by a short track, then by a long one; b by a track that is too short
    follow("short", A, 0, 6);
    follow("long", A, 6, 20);
    follow("brief", B, 0, SceneScorer.MIN_TRACK_FRAMES - 1);
    // when
    scorer.trackSpeed("short", 20);
    scorer.trackSpeed("long", 60);
    scorer.trackSpeed("long", 76);
    scorer.trackSpeed("brief", 90);
    scorer.trackSpeed("elsewhere", 90);
    // then
    assertThat(scorer.score().vehiclesTimed()).isEqualTo(1);
    assertThat(scorer.score().speedMaeKmh().getAsDouble()).isCloseTo(2, within(1e-12));
  }

  @Test
  void shouldTakeAlertsForRightOnlyOnceAndByRule() {
    // given
    follow("t1", A, 0, 10);
    follow("t2", B, 0, 10);
    detectUntil(99);
    // when
    scorer.alert("speeding", "t1");
    scorer.alert("speeding", "t1");
    scorer.alert("wrong_way", "t1");
    scorer.alert("speeding", "unknown");
    // then: b is still on its way, nobody has to know yet
    assertThat(scorer.score().alertsRight()).isEqualTo(1);
    assertThat(scorer.score().alertPrecision().getAsDouble()).isEqualTo(.25);
    assertThat(scorer.score().incidentsExpected()).isEqualTo(1);
    assertThat(scorer.score().alertRecall().getAsDouble()).isEqualTo(1);
  }

  @Test
  void shouldJudgeAnAlertByAnyVehicleItsTrackFollowed() {
    // given: a track that went on with another vehicle, and one that only brushed the offender
    follow("handed over", A, 0, SceneScorer.MIN_TRACK_FRAMES);
    follow("handed over", B, 10, 90);
    follow("brief", B, 0, SceneScorer.MIN_TRACK_FRAMES - 1);
    detectUntil(99);
    // when
    scorer.alert("speeding", "handed over");
    scorer.alert("wrong_way", "brief");
    // then
    assertThat(scorer.score().alertsRight()).isEqualTo(1);
  }

  @Test
  void shouldExpectIncidentsOnceTheyAreOverOrFound() {
    // given
    follow("t2", B, 0, 10);
    detectUntil(79);
    assertThat(scorer.score().incidentsExpected()).isEqualTo(1);
    // when
    scorer.alert("wrong_way", "t2");
    // then
    assertThat(scorer.score().incidentsExpected()).isEqualTo(2);
    assertThat(scorer.score().alertRecall().getAsDouble()).isEqualTo(.5);
  }

  @Test
  void shouldNotExpectIncidentsThatBeganBeforeTheFirstFrame() {
    // when
    for (long seq = 11; seq < 99; seq++) {
      scorer.detections(seq, List.of());
    }
    // then
    assertThat(scorer.score().incidentsExpected()).isZero();
  }

  @Test
  void shouldLeaveSharesOutWhenThereIsNothingToJudge() {
    // when
    SceneScore score = scorer.score();
    // then
    assertThat(score.detectionRecall()).isEmpty();
    assertThat(score.speedMaeKmh()).isEmpty();
    assertThat(score.alertPrecision()).isEmpty();
    assertThat(score.alertRecall()).isEmpty();
  }

  @Test
  void shouldGiveTheTruthItselfFullMarks() {
    // given
    long frames = 2 * Scene.PERIOD.toSeconds() * Scene.FPS;
    var truth = new SceneTruth(5);
    var perfect = new SceneScorer(5);
    // when
    for (long seq = 0; seq < frames; seq++) {
      List<VehicleTruth> vehicles = truth.frame(seq).vehicles();
      perfect.detections(seq, vehicles.stream().map(VehicleTruth::box).toList());
      for (VehicleTruth vehicle : vehicles) {
        perfect.trackBox(vehicle.id(), seq, vehicle.box());
        perfect.trackSpeed(vehicle.id(), vehicle.speedKmh());
      }
    }
    truth.incidentsBefore(frames).forEach(i -> perfect.alert(i.kind().rule(), i.vehicleId()));
    // then
    SceneScore score = perfect.score();
    assertThat(score.detectionRecall().getAsDouble()).isEqualTo(1);
    assertThat(score.speedMaeKmh().getAsDouble()).isLessThan(1e-9);
    assertThat(score.alertPrecision().getAsDouble()).isEqualTo(1);
    assertThat(score.alertRecall().getAsDouble()).isEqualTo(1);
    assertThat(score.incidentsExpected()).isEqualTo(4);
    assertThat(score.vehiclesTimed()).isGreaterThanOrEqualTo(score.vehiclesExpected());
  }

  private void detectUntil(long last) {
    for (long seq = 0; seq <= last; seq++) {
      scorer.detections(seq, List.of());
    }
  }

  private void follow(String track, Box box, long from, long until) {
    for (long seq = from; seq < until; seq++) {
      scorer.trackBox(track, seq, box);
    }
  }

  private static FrameTruth frame(long seq, VehicleTruth... vehicles) {
    return new FrameTruth(seq, SceneTruth.timeOf(seq), List.of(vehicles));
  }

  private static VehicleTruth vehicle(String id, Box box, double speedKmh, double visible) {
    return new VehicleTruth(id, "car", box, new Point(0, 20), speedKmh, visible);
  }
}
