package dev.gantry.ingest.city.truth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** All incidents are true from second 100 to 200. */
class AlertJudgeTest {

  private static final String CAMERA = "city-cam-1";
  private static final double UNTIL = 1000;

  private final List<TrueIncident> incidents = new ArrayList<>();
  private final List<RaisedAlert> alerts = new ArrayList<>();

  @Test
  void shouldTakeAnAttackNamedByOneOfItsAccountsOrItsAddress() {
    incident(
        "a0",
        "password_spraying",
        Map.of("principal", Set.of("ann", "bob"), "source", Set.of("192.0.2.7")));
    incident(
        "a1",
        "password_spraying",
        Map.of("principal", Set.of("eve"), "source", Set.of("192.0.2.8")));
    alert("password_spraying", Map.of("principal", "bob"));
    alert("password_spraying", Map.of("source", "192.0.2.8"));
    assertThat(score("password_spraying")).isEqualTo(new KindScore(true, 2, 2, 2, 2, 0));
  }

  @Test
  void shouldRefuseAnAttackOnSomebodyElse() {
    incident(
        "a", "brute_force_fast", Map.of("principal", Set.of("ann"), "source", Set.of("192.0.2.7")));
    alert("brute_force_fast", Map.of("principal", "bob"));
    alert("brute_force_fast", Map.of("principal", "ann", "source", "192.0.2.8"));
    assertThat(score("brute_force_fast")).isEqualTo(new KindScore(true, 1, 0, 2, 0, 0));
  }

  @Test
  void shouldNameWhatWasMissedOfWhatIsWatched() {
    incident("a", "brute_force_fast", Map.of("principal", Set.of("ann")));
    incident("b", "brute_force_fast", Map.of("principal", Set.of("bob")));
    incident("c", "unwatched", Map.of("principal", Set.of("ann")));
    alert("brute_force_fast", Map.of("principal", "bob"));
    AlertJudge judge = new AlertJudge(incidents, Set.of("brute_force_fast"), new TrackFits());

    judge.judge(alerts, 0, UNTIL);

    assertThat(judge.missed()).extracting(TrueIncident::id).containsExactly("a");
  }

  @Test
  void shouldTakeAnAlertOfWhatWasSeenDimlyButNotAskForOne() {
    dim("far", CAMERA);
    dim("hidden", "city-cam-2");
    alert("queue", Map.of("camera", CAMERA, "segment", "link-1"));

    assertThat(score("queue")).isEqualTo(new KindScore(true, 0, 0, 1, 1, 2));
  }

  private void dim(String id, String camera) {
    incidents.add(
        new TrueIncident(
            id,
            "queue",
            "link-1",
            "",
            100,
            200,
            List.of(camera),
            3,
            Map.of("segment", Set.of("link-1")),
            false,
            ""));
  }

  @Test
  void shouldKnowATaskFromAnotherOfTheSameUser() {
    Map<String, Set<String>> about = Map.of("task", Set.of("job-1"), "user", Set.of("ann"));
    incident("t", "task_overdue", about);
    alert("task_overdue", Map.of("task", "job-2", "user", "ann"));
    alert("task_overdue", Map.of("task", "job-1", "user", "ann"));
    assertThat(score("task_overdue")).isEqualTo(new KindScore(true, 1, 1, 2, 1, 0));
  }

  @Test
  void shouldTakeAnAlertThatBeganWithTheTaskAndFiredWhenItWasDue() {
    incident("t", "task_overdue", Map.of("task", Set.of("job-1")));
    alerts.add(new RaisedAlert("task_overdue", 10, 100, Map.of("task", "job-1")));
    assertThat(score("task_overdue").right()).isEqualTo(1);
  }

  @Test
  void shouldRefuseAnAlertThatFiredBeforeTheIncident() {
    incident("t", "task_overdue", Map.of("task", Set.of("job-1")));
    alerts.add(new RaisedAlert("task_overdue", 10, 90, Map.of("task", "job-1")));
    assertThat(score("task_overdue").right()).isZero();
  }

  @Test
  void shouldTakeAnAlertUpToSomeSecondsAfterTheEnd() {
    incident("a", "mfa_fatigue", Map.of("principal", Set.of("ann")));
    alerts.add(at(213, "mfa_fatigue", Map.of("principal", "ann")));
    alerts.add(at(211, "mfa_fatigue", Map.of("principal", "ann")));
    assertThat(score("mfa_fatigue").right()).isEqualTo(1);
  }

  @Test
  void shouldGiveReadingsTheTimeOfTwo() {
    incident("s", "reading_spike", Map.of("series", Set.of("air-1:noise")));
    alerts.add(at(261, "reading_spike", Map.of("series", "air-1:noise")));
    assertThat(score("reading_spike").right()).isZero();
    alerts.add(at(259, "reading_spike", Map.of("series", "air-1:noise")));
    assertThat(score("reading_spike").right()).isEqualTo(1);
  }

  @Test
  void shouldTakeOneRuleForWhateverIsWrongWithReadings() {
    incident("d", "reading_drift", Map.of("series", Set.of("air-1:noise")));
    incident("t", "sensor_stuck", Map.of("series", Set.of("air-2:noise")));
    alert("reading_anomaly", Map.of("series", "air-1:noise"));
    alert("reading_anomaly", Map.of("series", "air-1:noise"));
    alert("reading_anomaly", Map.of("series", "air-3:noise"));
    assertThat(judged(Set.of("reading_anomaly", "sensor_stuck")))
        .isEqualTo(
            Map.of(
                "reading_drift", new KindScore(true, 1, 1, 0, 0, 0),
                "sensor_stuck", new KindScore(true, 1, 0, 0, 0, 0),
                "reading_anomaly", new KindScore(true, 0, 0, 3, 1, 0)));
  }

  @Test
  void shouldJudgeFlowsBySensorsAloneWhoseTruthIsKnown() {
    incident("l", "reading_level_shift", Map.of("series", Set.of("loop-1:flow")));
    alert("flow_anomaly", Map.of("series", "loop-1:flow"));
    alert("flow_anomaly", Map.of("series", "loop-2:flow"));
    alert("flow_anomaly", Map.of("series", "segment:link-1:flow_per_hour"));
    assertThat(judged(Set.of("flow_anomaly")))
        .isEqualTo(
            Map.of(
                "reading_level_shift", new KindScore(true, 1, 1, 0, 0, 0),
                "flow_anomaly", new KindScore(true, 0, 0, 2, 1, 0)));
  }

  @Test
  void shouldLetAlertsAloneOfWhatWasBeforeTheBeginning() {
    incident("l", "reading_level_shift", Map.of("series", Set.of("loop-1:flow")));
    alerts.add(at(-30, "flow_anomaly", Map.of("series", "loop-1:flow")));
    alerts.add(at(30, "flow_anomaly", Map.of("series", "loop-1:flow")));
    assertThat(judged(Set.of("flow_anomaly")).get("flow_anomaly"))
        .isEqualTo(new KindScore(true, 0, 0, 1, 0, 0));
  }

  @Test
  void shouldTakeALoopThatVehiclesStoodOnForAReasonOfUnusualFlow() {
    incident("b", "lane_blocked", Map.of("series", Set.of("loop-1:flow", "loop-1:occupancy")));
    alert("flow_anomaly", Map.of("series", "loop-1:occupancy"));
    alert("flow_anomaly", Map.of("series", "loop-1:flow"));
    alert("flow_anomaly", Map.of("series", "loop-2:occupancy"));
    alert("reading_anomaly", Map.of("series", "loop-1:occupancy"));
    assertThat(judged(Set.of("flow_anomaly", "reading_anomaly")))
        .isEqualTo(
            Map.of(
                "lane_blocked", new KindScore(true, 1, 1, 0, 0, 0),
                "flow_anomaly", new KindScore(true, 0, 0, 3, 2, 0),
                "reading_anomaly", new KindScore(true, 0, 0, 1, 0, 0)));
  }

  @Test
  void shouldTakeOneAlertForEachSeriesOfASilentSensor() {
    Set<String> series = Set.of("air-1:noise", "air-1:temperature");
    incident("s", "sensor_silent", Map.of("series", series));
    alert("sensor_silent", Map.of("series", "air-1:noise"));
    alert("sensor_silent", Map.of("series", "air-1:temperature"));
    alert("sensor_silent", Map.of("series", "air-1:noise"));
    alert("sensor_silent", Map.of("series", "air-2:noise"));
    assertThat(score("sensor_silent")).isEqualTo(new KindScore(true, 1, 1, 4, 2, 0));
  }

  @Test
  void shouldTakeAnEntryNamedByItsGate() {
    incident("e", "entry_without_person", Map.of("gate", Set.of("gate-1")), CAMERA);
    alert("entry_without_person", Map.of("gate", "gate-2"));
    alert("entry_without_person", Map.of("gate", "gate-1", "site", "city"));
    assertThat(score("entry_without_person")).isEqualTo(new KindScore(true, 1, 1, 2, 1, 0));
  }

  @Test
  void shouldAskOfAnIncidentInTwoWorldsThatBothFit() {
    String kind = "camera_turned_during_attack";
    incident("c", kind, Map.of("principal", Set.of("ann")), CAMERA);
    alert(kind, Map.of("camera", "city-cam-2", "principal", "ann"));
    alert(kind, Map.of("camera", CAMERA, "principal", "bob"));
    assertThat(score(kind).right()).isZero();
    alert(kind, Map.of("camera", CAMERA, "principal", "ann"));
    assertThat(score(kind).right()).isEqualTo(1);
  }

  @Test
  void shouldTakeTheRuleForACameraTurnedUnderAttackByItsOwnName() {
    incident("c", "camera_turned_during_attack", Map.of("principal", Set.of("ann")), CAMERA);
    alert("camera_turned_under_attack", Map.of("camera", CAMERA, "principal", "ann"));
    Map<String, KindScore> judged = judged(Set.of("camera_turned_under_attack"));
    assertThat(judged)
        .containsEntry("camera_turned_during_attack", new KindScore(true, 1, 1, 0, 0, 0))
        .containsEntry("camera_turned_under_attack", new KindScore(true, 0, 0, 1, 1, 0));
  }

  @Test
  void shouldRefuseAnAlertThatNamesNothingOfTheIncident() {
    incident("a", "mfa_disabled", Map.of("principal", Set.of("ann")));
    alert("mfa_disabled", Map.of("site", "city"));
    assertThat(score("mfa_disabled").right()).isZero();
  }

  @Test
  void shouldTakeOneAlertForEachCamera() {
    incident("r", "queue", Map.of("segment", Set.of("link-2")), CAMERA, "city-cam-4");
    alert("queue", Map.of("camera", CAMERA, "segment", "link-2"));
    alert("queue", Map.of("camera", "city-cam-4", "segment", "link-2"));
    alert("queue", Map.of("camera", CAMERA, "segment", "link-2"));
    alert("queue", Map.of("camera", "city-cam-4", "segment", "link-3"));
    assertThat(score("queue")).isEqualTo(new KindScore(true, 1, 1, 4, 2, 0));
  }

  @Test
  void shouldHoldASecondAlertAgainstASecondIncident() {
    incident("a0", "mfa_fatigue", Map.of("principal", Set.of("ann")));
    incident("a1", "mfa_fatigue", Map.of("principal", Set.of("ann")));
    alert("mfa_fatigue", Map.of("principal", "ann"));
    alert("mfa_fatigue", Map.of("principal", "ann"));
    assertThat(score("mfa_fatigue")).isEqualTo(new KindScore(true, 2, 2, 2, 2, 0));
  }

  @Test
  void shouldHoldAnAlertAgainstTheIncidentThatBeganWithIt() {
    Map<String, Set<String>> about = Map.of("segment", Set.of("link-2"));
    List<String> both = List.of(CAMERA, "city-cam-4");
    incidents.add(new TrueIncident("later", "queue", "", "", 103, 110, both, 1, about));
    incidents.add(new TrueIncident("first", "queue", "", "", 100, 110, both, 1, about));
    alerts.add(at(100, "queue", Map.of("camera", CAMERA)));
    alerts.add(at(103, "queue", Map.of("camera", "city-cam-4")));
    assertThat(score("queue")).isEqualTo(new KindScore(true, 2, 2, 2, 2, 0));
  }

  @Test
  void shouldShowWhatNoRuleWatchesForAndCountItForNothing() {
    incident("a", "unwatched", Map.of("principal", Set.of("ann")));
    incident("b", "mfa_disabled", Map.of("principal", Set.of("ann")));
    alert("mfa_disabled", Map.of("principal", "ann"));
    assertThat(score("unwatched")).isEqualTo(new KindScore(false, 1, 0, 0, 0, 0));
    assertThat(total().alertRecall()).hasValue(1);
    assertThat(total().alertPrecision()).hasValue(1);
  }

  @Test
  void shouldTellApartWhatNoCameraSaw() {
    incident("r0", "speeding", Map.of());
    incident("r1", "speeding", Map.of("segment", Set.of("link-2")), CAMERA);
    assertThat(score("speeding")).isEqualTo(new KindScore(true, 1, 0, 0, 0, 1));
  }

  @Test
  void shouldExpectNothingOfWhatStillGoesOn() {
    incidents.add(
        new TrueIncident(
            "a", "mfa_fatigue", "", "", 990, 1010, List.of(), 1, Map.of("principal", Set.of("a"))));
    assertThat(judged()).isEmpty();
    alerts.add(at(995, "mfa_fatigue", Map.of("principal", "a")));
    assertThat(score("mfa_fatigue")).isEqualTo(new KindScore(true, 1, 1, 1, 1, 0));
  }

  /** That a patrol was none is known some time after it: not yet when the city ends before. */
  @Test
  void shouldNotHoldAgainstAnAlertThatItFiredAfterTheEnd() {
    alerts.add(
        new RaisedAlert(
            "patrol_without_person", UNTIL - 5, UNTIL + 10, Map.of("task", "patrol-1")));
    assertThat(judged(Set.of("patrol_without_person"))).isEmpty();
    alerts.add(
        new RaisedAlert("patrol_without_person", UNTIL - 15, UNTIL, Map.of("task", "patrol-2")));
    assertThat(judged(Set.of("patrol_without_person")))
        .isEqualTo(Map.of("patrol_without_person", new KindScore(true, 0, 0, 1, 0, 0)));
  }

  private void incident(
      String id, String kind, Map<String, Set<String>> subjects, String... cameras) {
    incidents.add(new TrueIncident(id, kind, "", "", 100, 200, List.of(cameras), 1, subjects));
  }

  private void alert(String rule, Map<String, String> labels) {
    alerts.add(at(110, rule, labels));
  }

  @Test
  void shouldLeaveOutWhatWasBeforeItBegan() {
    incidents.add(incidentAt("before", 10));
    incidents.add(incidentAt("told", 40));
    incidents.add(incidentAt("missed", 60));
    alerts.add(at(11, "task_overdue", Map.of("task", "before")));
    alerts.add(at(41, "task_overdue", Map.of("task", "told")));

    KindScore score =
        new AlertJudge(incidents, Set.of("task_overdue"), new TrackFits())
            .judge(alerts, 30, UNTIL)
            .get("task_overdue");

    assertThat(score).isEqualTo(new KindScore(true, 2, 1, 1, 1, 0));
  }

  private static TrueIncident incidentAt(String task, double seconds) {
    return new TrueIncident(
        task,
        "task_overdue",
        task,
        task,
        seconds,
        seconds + 5,
        List.of(),
        0,
        Map.of("task", Set.of(task)));
  }

  private static RaisedAlert at(double seconds, String rule, Map<String, String> labels) {
    return new RaisedAlert(rule, seconds, seconds, labels);
  }

  private KindScore score(String kind) {
    return judged().getOrDefault(kind, new KindScore(false, 0, 0, 0, 0, 0));
  }

  private CityScore total() {
    return new CityScore(
        0, 0, 0, 0, 0, 0, OptionalDouble.empty(), IntervalScore.NONE, IntervalScore.NONE, judged());
  }

  private Map<String, KindScore> judged() {
    Set<String> rules = new HashSet<>();
    incidents.forEach(incident -> rules.add(incident.kind()));
    rules.remove("unwatched");
    return judged(rules);
  }

  private Map<String, KindScore> judged(Set<String> rules) {
    return new AlertJudge(incidents, rules, new TrackFits()).judge(alerts, 0, UNTIL);
  }
}
