package dev.gantry.ingest.city.staff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.ingest.city.CityScenario;
import dev.gantry.ingest.city.CityWatch;
import dev.gantry.ingest.city.RecordTimes;
import dev.gantry.ingest.city.RecordedCity;
import dev.gantry.ingest.city.camera.CameraFault;
import dev.gantry.ingest.city.camera.Gate;
import dev.gantry.ingest.city.traffic.Actor;
import dev.gantry.ingest.city.traffic.City;
import dev.gantry.ingest.city.truth.CityTruth;
import dev.gantry.ingest.city.truth.TrueIncident;
import dev.gantry.ingest.city.truth.TrueObject;
import dev.gantry.schemas.records.AuthEvent;
import dev.gantry.schemas.records.TaskEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class StaffRecordsTest {

  private static final int SECONDS = 6000;

  /** Which gate somebody is near within which second of the troubled city. */
  private static final Set<String> present = new HashSet<>();

  private static RecordedCity troubled;
  private static RecordedCity quiet;

  @BeforeAll
  static void record() {
    quiet = city(1, false).until(SECONDS / 4);
    troubled = city(1, true);
    List<Gate> gates = Gate.of(troubled.watch.cameras());
    troubled.watch.city().observe(city -> notePresent(city, gates));
    troubled.until(SECONDS);
  }

  private static void notePresent(City city, List<Gate> gates) {
    long second = (long) (city.now() + City.STEP_SECONDS / 2);
    List<Actor> people = city.people();
    for (Gate gate : gates) {
      if (people.stream().anyMatch(who -> gate.isNear(who))) {
        present.add(gate.id() + "@" + second);
      }
    }
  }

  @Test
  void shouldGiveTheSameRecordsForTheSameSeed() {
    RecordedCity again = city(1, true).until(900);
    RecordedCity other = city(2, true).until(900);
    assertThat(troubled.signIns).startsWith(again.signIns.toArray(AuthEvent[]::new));
    assertThat(troubled.tasks).startsWith(again.tasks.toArray(TaskEvent[]::new));
    assertThat(again.signIns).isNotEqualTo(other.signIns);
    assertThat(again.tasks).isNotEqualTo(other.tasks);
  }

  @Test
  void shouldGiveTheSameRecordsHoweverOftenItIsAsked() {
    var scenario = new CityScenario(1, 4, 10, 8 * 3600, true);
    var often = new RecordedCity(scenario, watch -> records(scenario, watch)).until(300);
    assertThat(often.signIns.stream().map(StaffRecordsTest::gist).toList())
        .isEqualTo(city(1, true).until(300).signIns.stream().map(StaffRecordsTest::gist).toList());
  }

  /** What an event says, but for the name of its city, also in its id: it tells the frame rate. */
  private static String gist(AuthEvent event) {
    return String.join(
        " ",
        event.getEventId().replaceFirst("-[0-9a-f]{10}-", "-"),
        event.getType(),
        event.getPrincipal(),
        event.getSourceAddress(),
        event.getGate(),
        String.valueOf(event.getOccurredAtUs()));
  }

  @Test
  void shouldBringAboutIncidentsOfEveryKind() {
    Set<String> kinds = new HashSet<>(Set.of("camera_turned_during_attack"));
    Stream.of(AttackKind.values()).map(AttackKind::label).forEach(kinds::add);
    Stream.of(Trouble.values()).map(Trouble::label).forEach(kinds::add);
    assertThat(troubled.incidents).extracting(TrueIncident::kind).containsAll(kinds);
    assertThat(troubled.incidents).extracting(TrueIncident::id).doesNotHaveDuplicates();
    assertThat(troubled.incidents)
        .allSatisfy(one -> assertThat(one.ends()).isGreaterThanOrEqualTo(one.begins()));
    assertThat(quiet.incidents).isEmpty();
  }

  @Test
  void shouldShowSomethingInTenMinutes() {
    for (long seed = 1; seed <= 3; seed++) {
      assertThat(city(seed, true).until(600).incidents).hasSizeBetween(3, 12);
    }
  }

  @Test
  void shouldNameEveryEventOfAnAccountUnderBruteForce() {
    for (TrueIncident attack : past("brute_force_fast")) {
      long failures =
          troubled.signIns.stream()
              .filter(event -> event.getType().equals("login.failed"))
              .filter(event -> event.getPrincipal().equals(attack.who()))
              .filter(event -> event.getSourceAddress().equals(attack.place()))
              .filter(event -> isWithin(event.getOccurredAtUs(), attack))
              .count();
      assertThat(failures)
          .isGreaterThanOrEqualTo(5)
          .isBetween(Math.round(attack.measure()) - 1, Math.round(attack.measure()));
    }
  }

  @Test
  void shouldFailNoAccountFiveTimesInFiveMinutesOutsideOfAttacks() {
    assertThat(bursts(quiet)).isEmpty();
    assertThat(bursts(troubled))
        .isNotEmpty()
        .isSubsetOf(
            troubled.incidents.stream()
                .filter(incident -> incident.kind().contains("force"))
                .map(TrueIncident::who)
                .collect(Collectors.toSet()));
  }

  private static Set<String> bursts(RecordedCity city) {
    Map<String, List<Long>> failures = new HashMap<>();
    Set<String> found = new TreeSet<>();
    for (AuthEvent event : city.signIns) {
      if (event.getType().equals("login.failed")) {
        List<Long> own = failures.computeIfAbsent(event.getPrincipal(), who -> new ArrayList<>());
        own.add(event.getOccurredAtUs());
        own.removeIf(at -> at < event.getOccurredAtUs() - 300_000_000L);
        if (own.size() >= 5) {
          found.add(event.getPrincipal());
        }
      }
    }
    return found;
  }

  @Test
  void shouldTellWhatAnIdentityServiceKnowsWithEverySuccess() {
    Set<String> dormant = new TreeSet<>();
    Set<String> fresh = new TreeSet<>();
    for (AuthEvent event : troubled.signIns) {
      if (event.getType().equals("login.succeeded")) {
        long now = event.getOccurredAtUs() / 1_000_000;
        long last = epochSecond(event, "last_sign_in_at");
        assertThat(last).isLessThanOrEqualTo(now);
        if (now - last > 60 * 86_400L) {
          dormant.add(event.getPrincipal());
        }
        if (!event.getDeviceId().isEmpty() && epochSecond(event, "device_known_since") == now) {
          fresh.add(event.getPrincipal());
        }
      }
    }
    assertThat(dormant).isEqualTo(victims("dormant_account"));
    assertThat(fresh).isEqualTo(victims("new_device"));
  }

  private static long epochSecond(AuthEvent event, String attribute) {
    return Instant.parse(event.getAttributes().get(attribute)).getEpochSecond();
  }

  private static Set<String> victims(String kind) {
    return troubled.incidents(kind).stream()
        .map(TrueIncident::who)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void shouldAttackTheTechnicianOfACameraThatIsTurned() {
    for (TrueIncident turned : past("camera_turned_during_attack")) {
      int camera = Integer.parseInt(turned.place().substring("city-cam-".length())) - 1;
      assertThat(troubled.watch.faults().at(camera, turned.begins()))
          .map(CameraFault::kind)
          .hasValue(CameraFault.Kind.CAMERA_TURNED);
      assertThat(
              troubled.signIns.stream()
                  .filter(event -> isWithin(event.getOccurredAtUs(), turned))
                  .filter(event -> event.getPrincipal().equals(turned.who()))
                  .filter(event -> turned.place().equals(event.getAttributes().get("camera_id"))))
          .hasSizeGreaterThanOrEqualTo(3);
    }
  }

  @Test
  void shouldOpenGatesWhileSomebodyIsThereButForTheIncidents() {
    List<AuthEvent> granted =
        troubled.signIns.stream()
            .filter(event -> event.getType().equals("access.granted"))
            .toList();
    assertThat(granted).hasSizeBetween(60, 600);
    long alone =
        granted.stream()
            .filter(event -> !present.contains(event.getGate() + "@" + second(event)))
            .count();
    int nobody = troubled.incidents("entry_without_person").size();
    assertThat(nobody).isGreaterThan(4);
    assertThat(alone)
        .as("incidents, and those to which somebody came")
        .isBetween((long) nobody, 3L * nobody);
    for (TrueIncident incident : troubled.incidents("entry_without_person")) {
      long at = Math.round(incident.begins());
      for (long second = at - 9; second < at + 30; second++) {
        assertThat(present).as("%s", incident).doesNotContain(incident.place() + "@" + second);
      }
    }
  }

  private static long second(AuthEvent event) {
    return (long) RecordedCity.secondsOf(event.getOccurredAtUs());
  }

  @Test
  void shouldSeeWhoeverIsAtADoorOnTheWayAtLeast() {
    var truth = new CityTruth(new CityScenario(1, 4, 1, 8 * 3600, false));
    var watch = new CityWatch(truth.scenario());
    Set<String> atDoor = new HashSet<>();
    Set<String> seenFrom = new HashSet<>();
    for (int second = 0; second < 400; second++) {
      watch.advanceTo(second);
      for (Gate gate : Gate.of(watch.cameras())) {
        Set<String> expected = expected(truth, gate, second);
        for (Actor who : watch.city().people()) {
          if (gate.isAtDoor(who)) {
            atDoor.add(gate.id() + "@" + second);
          }
          if (gate.isNear(who) && expected.contains(who.id())) {
            for (int since = second - 2; since <= second + 1; since++) {
              seenFrom.add(gate.id() + "@" + since);
            }
          }
        }
      }
    }
    assertThat(atDoor).hasSizeGreaterThan(50);
    assertThat(seenFrom).containsAll(atDoor);
  }

  private static Set<String> expected(CityTruth truth, Gate gate, int second) {
    return truth.frame(gate.camera(), second).stream()
        .filter(TrueObject::isExpected)
        .map(TrueObject::actorId)
        .collect(Collectors.toSet());
  }

  @Test
  void shouldCompletePatrolsWhileSomebodyIsThereButForTheIncidents() {
    int made = 0;
    for (TaskEvent event : troubled.tasks) {
      String gate = event.getPayload().getOrDefault("gate", "");
      if (event.getType().equals("task.completed") && !gate.isEmpty()) {
        long at = Math.round(RecordedCity.secondsOf(event.getOccurredAtUs()));
        made += present.contains(gate + "@" + at) ? 1 : 0;
      }
    }
    assertThat(made).isGreaterThan(20);
    for (TrueIncident incident : troubled.incidents("patrol_without_person")) {
      long at = Math.round(incident.begins());
      for (long second = at - 39; second < at + 15; second++) {
        assertThat(present).as("%s", incident).doesNotContain(incident.place() + "@" + second);
      }
    }
  }

  /** Incidents of a kind that are over. */
  private static List<TrueIncident> past(String kind) {
    return troubled.incidents(kind).stream().filter(one -> one.ends() < SECONDS).toList();
  }

  @Test
  void shouldLeadTasksThroughTheirLives() {
    Set<String> illegal =
        troubled.incidents("task_illegal_transition").stream()
            .map(TrueIncident::place)
            .collect(Collectors.toSet());
    Map<String, String> state = new HashMap<>();
    Set<String> broken = new TreeSet<>();
    Set<String> seen = new HashSet<>();
    for (TaskEvent event : troubled.tasks) {
      if (seen.add(event.getEventId()) && !event.getType().startsWith("task.recurring")) {
        String before = state.getOrDefault(event.getTaskId(), "");
        if (!isLegal(before, event.getType())) {
          broken.add(event.getTaskId());
        }
        state.put(event.getTaskId(), event.getType());
      }
    }
    assertThat(broken).isEqualTo(new TreeSet<>(illegal));
    assertThat(seen).hasSizeLessThan(troubled.tasks.size());
    assertThat(troubled.tasks)
        .extracting(TaskEvent::getType)
        .contains("task.deleted", "task.recurring.triggered", "task.recurring.skipped");
  }

  private static boolean isLegal(String before, String type) {
    return type.equals("task.created")
        ? before.isEmpty()
        : before.equals("task.created") || before.equals("task.updated");
  }

  @Test
  void shouldCompleteEveryTaskBeforeItIsDueButForTheIncidents() {
    Set<String> late = new TreeSet<>();
    for (TaskEvent event : troubled.tasks) {
      Instant due = Instant.parse(event.getPayload().get("due_at"));
      if (event.getOccurredAtUs() / 1_000_000 > due.getEpochSecond()) {
        late.add(event.getTaskId());
      }
    }
    List<TrueIncident> overdue = troubled.incidents("task_overdue");
    assertThat(late)
        .isEqualTo(
            overdue.stream()
                .filter(one -> one.ends() <= SECONDS)
                .map(TrueIncident::place)
                .collect(Collectors.toCollection(TreeSet::new)));
    assertThat(overdue).hasSizeGreaterThan(5);
  }

  private static boolean isWithin(long micros, TrueIncident incident) {
    double at = RecordedCity.secondsOf(micros);
    return at >= incident.begins() - 1e-6 && at <= incident.ends() + 1e-6;
  }

  private static RecordedCity city(long seed, boolean incidents) {
    var scenario = new CityScenario(seed, 4, 1, 8 * 3600, incidents);
    return new RecordedCity(scenario, watch -> records(scenario, watch));
  }

  private static StaffRecords records(CityScenario scenario, CityWatch watch) {
    return new StaffRecords(scenario, watch, new RecordTimes(RecordedCity.START));
  }
}
