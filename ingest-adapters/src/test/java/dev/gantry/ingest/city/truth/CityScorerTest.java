package dev.gantry.ingest.city.truth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gantry.domain.geometry.Box;
import dev.gantry.ingest.city.CityScenario;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CityScorerTest {

  private static final int FRAMES = 1800;
  private static final CityScenario SCENARIO = new CityScenario(1, 4, 10, 8 * 3600, true);
  private static final CityTruth TRUTH = new CityTruth(SCENARIO);

  private static final Set<String> KINDS =
      Set.of("speeding", "wrong_way", "stopped_vehicle", "camera_offline");

  private CityScorer scorer = new CityScorer(TRUTH, KINDS);

  @BeforeEach
  void startAnew() {
    scorer = new CityScorer(TRUTH, KINDS);
  }

  @Test
  void shouldGiveFullMarksForTheTruthItself() {
    feedTruth();
    CityScore score = scorer.score();
    assertThat(score.detectionRecall()).hasValue(1);
    assertThat(score.frames()).isEqualTo(4 * FRAMES);
    assertThat(score.boxesExpected()).isGreaterThan(500);
  }

  @Test
  void shouldGiveNoMarksForBoxesElsewhere() {
    for (long seq = 0; seq < FRAMES; seq++) {
      scorer.detections("city-cam-1", seq, List.of(new Box(0, 0, 3, 3)));
    }
    assertThat(scorer.score().detectionRecall()).hasValue(0);
  }

  @Test
  void shouldIgnoreFramesOfOtherCamerasAndRepeats() {
    scorer.detections("gate", 0, List.of());
    scorer.detections("city-cam-1", 5, List.of());
    scorer.detections("city-cam-1", 5, List.of());
    assertThat(scorer.score().frames()).isEqualTo(1);
  }

  @Test
  void shouldJudgeTheSpeedOfAnEndedTrackByItsVehicle() {
    TrueObject vehicle = followed("t");
    scorer.trackEnd("t", vehicle.speedMps() + 1);
    CityScore score = scorer.score();
    assertThat(score.tracksTimed()).isEqualTo(1);
    assertThat(score.speedMaeKmh().orElseThrow()).isCloseTo(3.6, within(3.0));
  }

  @Test
  void shouldHoldAlertsAgainstIncidents() {
    feedTruth();
    TrueIncident incident =
        TRUTH.incidentsUntil(FRAMES).stream()
            .filter(each -> !each.cameras().isEmpty() && each.ends() < FRAMES / 10.0)
            .findFirst()
            .orElseThrow();
    String camera = incident.cameras().get(0);
    scorer.alert(incident.kind(), camera, "", incident.begins() + 1);
    scorer.alert(incident.kind(), camera, "", incident.begins() + 2);
    scorer.alert(incident.kind(), "city-cam-99", "", incident.begins() + 1);
    KindScore score = kind(incident.kind());
    assertThat(score.alerts()).isEqualTo(3);
    assertThat(score.right()).isEqualTo(1);
    assertThat(score.found()).isEqualTo(1);
    assertThat(score.incidents()).isGreaterThanOrEqualTo(1);
  }

  @Test
  void shouldRefuseAnAlertAboutAnotherTrack() {
    feedTruth();
    TrueIncident incident =
        TRUTH.incidentsUntil(FRAMES).stream()
            .filter(each -> !each.who().isEmpty() && !each.cameras().isEmpty())
            .findFirst()
            .orElseThrow();
    scorer.alert(incident.kind(), incident.cameras().get(0), "nobody", incident.begins() + 1);
    assertThat(kind(incident.kind()).right()).isZero();
  }

  @Test
  void shouldExpectIncidentsThatACameraSaw() {
    feedTruth();
    int expected = scorer.score().byKind().values().stream().mapToInt(KindScore::incidents).sum();
    assertThat(expected).isGreaterThan(5);
    assertThat(scorer.score().alertRecall()).hasValue(0);
    assertThat(scorer.score().alertPrecision()).isEmpty();
  }

  private KindScore kind(String kind) {
    return Optional.ofNullable(scorer.score().byKind().get(kind)).orElseThrow();
  }

  private void feedTruth() {
    for (long seq = 0; seq < FRAMES; seq++) {
      for (int camera = 0; camera < 4; camera++) {
        List<Box> boxes = TRUTH.frame(camera, seq).stream().map(TrueObject::box).toList();
        scorer.detections("city-cam-" + (camera + 1), seq, boxes);
      }
    }
  }

  /** Feeds a track of the first vehicle that can be followed, and gives it as it was last. */
  private TrueObject followed(String trackId) {
    TrueObject first = null;
    int frames = 0;
    for (long seq = 0; seq < FRAMES && frames < 12; seq++) {
      for (TrueObject object : TRUTH.frame(0, seq)) {
        boolean isNew = first == null && object.isExpected() && object.speedMps() > 8;
        if (isNew || (first != null && first.actorId().equals(object.actorId()))) {
          first = object;
          frames++;
          scorer.trackBox("city-cam-1", seq, trackId, object.box());
        }
      }
    }
    return Optional.ofNullable(first).orElseThrow();
  }
}
