package dev.gantry.ingest.city.truth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gantry.domain.geometry.Box;
import dev.gantry.ingest.city.CityScenario;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CityScorerTest {

  private static final int FRAMES = 1800;
  private static final CityScenario SCENARIO = new CityScenario(1, 4, 10, 8 * 3600, true);
  private static final CityTruth TRUTH = new CityTruth(SCENARIO);

  private static final Set<String> KINDS =
      Set.of("speeding", "wrong_way", "stopped_vehicle", "camera_offline", "person_on_carriageway");

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
    scorer.trackEnd("city-cam-1", "t", vehicle.speedMps() + 1, 0.01);
    CityScore score = scorer.score();
    assertThat(score.tracksTimed()).isEqualTo(1);
    assertThat(score.speedMaeKmh().orElseThrow()).isCloseTo(3.6, within(3.0));
    assertThat(score.finalSpeeds()).isEqualTo(new IntervalScore(1, 0));
  }

  @Test
  void shouldJudgeWhetherTheIntervalOfALiveSpeedHoldsTheTruth() {
    TrueObject vehicle = TRUTH.frame(0, 40).get(0);
    double mps = vehicle.speedMps();
    scorer.liveSpeed("city-cam-1", 40, "t", vehicle.box(), mps + 1, 0.6);
    scorer.liveSpeed("city-cam-1", 40, "t", vehicle.box(), mps + 1, 0.4);
    scorer.liveSpeed("city-cam-1", 40, "t", new Box(0, 0, 1, 1), mps, 1);
    assertThat(scorer.score().liveSpeeds()).isEqualTo(new IntervalScore(2, 1));
  }

  @Test
  void shouldGiveFullMarksForAnAlertAboutEveryIncident() {
    int seconds = 1200;
    var truth = new CityTruth(new CityScenario(1, 4, 1, 8 * 3600, true));
    List<TrueIncident> past =
        truth.incidentsUntil(seconds).stream()
            .filter(each -> each.clear() && each.ends() < seconds)
            .toList();
    Set<String> kinds = past.stream().map(TrueIncident::kind).collect(Collectors.toSet());
    scorer = new CityScorer(truth, kinds);
    scorer.detections("city-cam-1", seconds - 1, List.of());
    past.forEach(incident -> scorer.alert(about(incident)));
    CityScore score = scorer.score();
    assertThat(past)
        .flatExtracting(incident -> incident.subjects().keySet())
        .contains("segment", "series", "principal", "source", "task", "user");
    assertThat(score.alertPrecision()).hasValue(1);
    assertThat(score.alertRecall()).hasValue(1);
  }

  @Test
  void shouldJudgeTheTrackOfAnAlertByWhomItWasOf() {
    feedTruth();
    TrueIncident incident = incident("speeding");
    follow(incident, "t", 1);
    scorer.alert(alert(incident, "t"));
    scorer.alert(alert(incident, "nobody"));
    KindScore score = kind("speeding");
    assertThat(score.alerts()).isEqualTo(2);
    assertThat(score.right()).isEqualTo(1);
    assertThat(score.found()).isEqualTo(1);
  }

  @Test
  void shouldKnowWhomABoxIsOfThatHasHisShadowInIt() {
    assertThat(rightOf("person_on_carriageway", 2.5)).isEqualTo(1);
    assertThat(rightOf("person_on_carriageway", 4)).isZero();
    assertThat(rightOf("speeding", 2.5)).as("a vehicle").isZero();
  }

  /** How many alerts about an incident are right when the boxes of whom it is about are wider. */
  private int rightOf(String kind, double wider) {
    startAnew();
    feedTruth();
    TrueIncident incident = incident(kind);
    follow(incident, "t", wider);
    scorer.alert(alert(incident, "t"));
    return kind(kind).right();
  }

  @Test
  void shouldTellTracksOfTwoCamerasApartThatHaveOneId() {
    TrueObject vehicle = followed("t");
    scorer.trackEnd("city-cam-2", "t", 99, 1);
    scorer.trackOver("city-cam-2", "t", 41);
    scorer.trackEnd("city-cam-1", "t", vehicle.speedMps(), 9);
    assertThat(scorer.score().tracksTimed()).isEqualTo(1);
    assertThat(scorer.score().finalSpeeds()).isEqualTo(new IntervalScore(1, 1));
  }

  @Test
  void shouldTellHowManyDetectionsAreOfAnObject() {
    List<TrueObject> objects = TRUTH.frame(0, 40);
    List<Box> boxes = new ArrayList<>(objects.stream().map(TrueObject::box).toList());
    boxes.add(boxes.get(0));
    boxes.add(new Box(0, 0, 1, 1));
    scorer.detections("city-cam-1", 40, boxes);
    assertThat(scorer.score().boxesTold()).isEqualTo(boxes.size());
    assertThat(scorer.score().boxesRight()).isEqualTo(objects.size());
    assertThat(scorer.score().detectionPrecision())
        .hasValue(objects.size() / (double) boxes.size());
  }

  @Test
  void shouldForgetTracksThatAreOverButForThoseThatAnAlertNames() {
    scorer = new CityScorer(new CityTruth(SCENARIO), KINDS);
    feedTruth();
    TrueIncident incident = incident("speeding");
    for (String track : List.of("named", "unnamed", "going on")) {
      follow(incident, track, 1);
    }
    scorer.alert(alert(incident, "named"));
    scorer.trackOver(incident.cameras().get(0), "named", FRAMES - 2);
    scorer.trackOver(incident.cameras().get(0), "unnamed", FRAMES - 2);
    scorer.forgetBefore(FRAMES - 1);

    assertThat(kind("speeding").right()).isEqualTo(1);
    scorer.alert(alert(incident, "unnamed"));
    assertThat(kind("speeding").alerts()).isEqualTo(2);
    assertThat(scorer.tracksKnown()).isEqualTo(2);
  }

  @Test
  void shouldTakeNoFrameIntoAccountThatItHasForgotten() {
    scorer = new CityScorer(new CityTruth(SCENARIO), KINDS);
    scorer.detections("city-cam-1", 700, List.of());
    scorer.forgetBefore(600);
    Box box = TRUTH.frame(0, 40).get(0).box();
    scorer.detections("city-cam-1", 40, List.of(box));
    scorer.trackBox("city-cam-1", 40, "t", box);
    scorer.liveSpeed("city-cam-1", 40, "t", box, 10, 1);
    assertThat(scorer.score().frames()).isEqualTo(1);
    assertThat(scorer.score().liveSpeeds()).isEqualTo(IntervalScore.NONE);
    assertThat(scorer.tracksKnown()).isZero();
  }

  @Test
  void shouldExpectIncidentsThatACameraSaw() {
    feedTruth();
    int expected = scorer.score().byKind().values().stream().mapToInt(KindScore::incidents).sum();
    assertThat(expected).isGreaterThan(5);
    assertThat(scorer.score().alertRecall()).hasValue(0);
    assertThat(scorer.score().alertPrecision()).isEmpty();
  }

  /** An alert that names all that the incident is about, one of each. */
  private static RaisedAlert about(TrueIncident incident) {
    Map<String, String> labels = new HashMap<>();
    incident.subjects().forEach((label, names) -> labels.put(label, first(names)));
    incident.cameras().stream().findFirst().ifPresent(camera -> labels.put("camera", camera));
    return new RaisedAlert(incident.kind(), incident.begins(), incident.begins() + 1, labels);
  }

  private static String first(Set<String> names) {
    return names.stream().min(Comparator.naturalOrder()).orElseThrow();
  }

  private static RaisedAlert alert(TrueIncident incident, String track) {
    Map<String, String> labels = Map.of("camera", incident.cameras().get(0), "track", track);
    return new RaisedAlert(incident.kind(), incident.begins(), incident.begins() + 1, labels);
  }

  private static TrueIncident incident(String kind) {
    return TRUTH.incidentsUntil(FRAMES).stream()
        .filter(each -> each.kind().equals(kind) && !each.cameras().isEmpty())
        .findFirst()
        .orElseThrow();
  }

  /**
   * Feeds a track of whom an incident is about.
   *
   * @param wider factor on the width of his boxes
   */
  private void follow(TrueIncident incident, String trackId, double wider) {
    String camera = incident.cameras().get(0);
    int index = TRUTH.camera(camera).orElseThrow();
    for (long seq = 0; seq < FRAMES; seq++) {
      for (TrueObject object : TRUTH.frame(index, seq)) {
        if (object.actorId().equals(incident.who())) {
          Box box = object.box();
          Box seen = new Box(box.x(), box.y(), wider * box.width(), box.height());
          scorer.trackBox(camera, seq, trackId, seen);
        }
      }
    }
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
          scorer.liveSpeed("city-cam-1", seq, trackId, object.box(), object.speedMps(), 1);
        }
      }
    }
    return Optional.ofNullable(first).orElseThrow();
  }
}
