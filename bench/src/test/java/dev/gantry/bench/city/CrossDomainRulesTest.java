package dev.gantry.bench.city;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.app.process.GantryProcess;
import dev.gantry.domain.camera.CameraDefinition;
import dev.gantry.domain.geometry.Point;
import dev.gantry.ingest.city.CityDefinitions;
import dev.gantry.ingest.city.CityScenario;
import dev.gantry.schemas.records.Alert;
import dev.gantry.schemas.records.AuthEvent;
import dev.gantry.schemas.records.CameraEvent;
import dev.gantry.schemas.records.CameraEventType;
import dev.gantry.schemas.records.Detection;
import dev.gantry.schemas.records.FrameDetections;
import dev.gantry.schemas.records.TaskEvent;
import dev.gantry.schemas.records.TimeMode;
import dev.gantry.testkit.OfflineReplay;
import dev.gantry.topologies.config.TopologiesConfig;
import dev.gantry.topologies.definition.ParsedDefinition;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * The rules over cameras, tasks and sign-ins as they are shipped: what must fire each, and what
 * must not. A camera of the city looks at its gate, ten times a second.
 */
final class CrossDomainRulesTest {

  private static final long MIDNIGHT_US = 1_767_225_600_000_000L;
  private static final double NOON = 12 * 3600;
  private static final String CAMERA = "city-cam-1";
  private static final String GATE = "gate-1";
  private static final String TECHNICIAN = "tech-1";
  private static final List<ParsedDefinition> DEFINITIONS =
      GantryProcess.definitionParser()
          .parse(
              Map.of(
                  "cameras",
                  CityDefinitions.camerasYaml(
                      new CityScenario(5, 4, 10, CityScenario.DEFAULT_SECOND_OF_DAY, true)),
                  "rules",
                  CityDefinitions.rulesYaml()))
          .orThrow();

  private final NavigableMap<Double, Happening> happenings = new TreeMap<>();
  private double start = NOON;
  private double personFrom = Double.MAX_VALUE;
  private double personTo = Double.MAX_VALUE;

  private interface Happening {
    void give(OfflineReplay replay, long us);
  }

  @Test
  void shouldFireWhenAGateOpensAndNobodyIsThere() {
    opened(5);
    assertThat(fired(60)).containsExactly("entry_without_person");
  }

  @Test
  void shouldNotFireWhenAGateOpensAndSomebodyIsThere() {
    opened(5);
    someone(12, 20);
    assertThat(fired(60)).isEmpty();
  }

  @Test
  void shouldFireWhenAPatrolIsDoneAndNobodyWasOnCamera() {
    completed(30);
    assertThat(fired(60)).containsExactly("patrol_without_person");
  }

  @Test
  void shouldNotFireWhenSomebodyWasOnCameraBeforeAPatrolIsDone() {
    someone(18, 25);
    completed(30);
    assertThat(fired(60)).isEmpty();
  }

  @Test
  void shouldFireWhenSomebodyStaysAtAGateByNightAndNobodyWasLetIn() {
    start = 0;
    someone(5, 100);
    assertThat(fired(240)).containsExactly("person_without_sign_in");
  }

  @Test
  void shouldNotFireWhenWhoStaysAtAGateByNightIsLetIn() {
    start = 0;
    someone(5, 100);
    opened(95);
    assertThat(fired(240)).isEmpty();
  }

  @Test
  void shouldNotFireWhenSomebodyStaysAtAGateByDay() {
    someone(5, 100);
    assertThat(fired(240)).isEmpty();
  }

  @Test
  void shouldFireWhenACameraIsTurnedWhileItsTechnicianIsUnderAttack() {
    guessed(5, 10, TECHNICIAN);
    told(30, CameraEventType.TURNED);
    assertThat(fired(40)).containsExactly("camera_turned_under_attack");
  }

  @Test
  void shouldNotFireWhenACameraIsTurnedWhileItsTechnicianMistypes() {
    guessed(5, 3, TECHNICIAN);
    told(30, CameraEventType.TURNED);
    assertThat(fired(40)).isEmpty();
  }

  @Test
  void shouldNotFireWhenACameraIsTurnedWhileSomebodyElseIsUnderAttack() {
    guessed(5, 10, "ann");
    told(30, CameraEventType.TURNED);
    assertThat(fired(40)).isEmpty();
  }

  private void opened(double second) {
    AuthEvent.Builder event = auth("access.granted", "ann").setGate(GATE);
    happenings.put(second, (replay, us) -> replay.signIn(event.setOccurredAtUs(us).build()));
  }

  private void guessed(double from, int times, String principal) {
    for (int i = 0; i < times; i++) {
      AuthEvent.Builder event =
          auth("login.failed", principal).setEventId("guess-" + i).setSourceAddress("203.0.113.5");
      happenings.put(
          from + 2 * i, (replay, us) -> replay.signIn(event.setOccurredAtUs(us).build()));
    }
  }

  private static AuthEvent.Builder auth(String type, String principal) {
    return AuthEvent.newBuilder()
        .setEventId(type + "-1")
        .setType(type)
        .setPrincipal(principal)
        .setSite("city")
        .setTimeMode(TimeMode.REPLAY)
        .setAttributes(Map.of())
        .setOrigins(List.of());
  }

  private void completed(double second) {
    TaskEvent.Builder event =
        TaskEvent.newBuilder()
            .setEventId("task-event-1")
            .setType("task.completed")
            .setTaskId("patrol-1")
            .setUserId("bob")
            .setSite("city")
            .setTimeMode(TimeMode.REPLAY)
            .setPayload(Map.of("gate", GATE));
    happenings.put(second, (replay, us) -> replay.task(event.setOccurredAtUs(us).build()));
  }

  private void told(double second, CameraEventType type) {
    CameraEvent.Builder event =
        CameraEvent.newBuilder()
            .setCameraId(CAMERA)
            .setSite("city")
            .setType(type)
            .setAttributes(Map.of("technician", TECHNICIAN))
            .setTimeMode(TimeMode.REPLAY);
    happenings.put(second, (replay, us) -> replay.cameraEvent(event.setOccurredAtUs(us).build()));
  }

  private void someone(double from, double to) {
    personFrom = from;
    personTo = to;
  }

  /** The rules over several streams that fired in so many seconds. */
  private Set<String> fired(int seconds) {
    Set<String> correlated = new TreeSet<>();
    DEFINITIONS.stream()
        .flatMap(definition -> definition.rule().stream())
        .filter(rule -> rule.correlation().isPresent())
        .forEach(rule -> correlated.add(rule.alert()));
    Set<String> fired = new TreeSet<>();
    OfflineReplay.Results results =
        new OfflineReplay.Results() {
          @Override
          public void alert(Alert alert) {
            fired.add(alert.getRule());
          }
        };
    try (OfflineReplay replay = new OfflineReplay(DEFINITIONS, TopologiesConfig.DEFAULT, results)) {
      for (int frame = 0; frame < seconds * 10; frame++) {
        double second = frame / 10.0;
        replay.detections(frame(frame));
        happenings
            .subMap(second, true, second + .1, false)
            .forEach((at, happening) -> happening.give(replay, us(at)));
      }
      replay.catchUp();
      replay.settle(Duration.ofMinutes(2));
    }
    fired.retainAll(correlated);
    return fired;
  }

  private long us(double second) {
    return MIDNIGHT_US + Math.round((start + second) * 1e6);
  }

  private FrameDetections frame(int frame) {
    double second = frame / 10.0;
    boolean isThere = second >= personFrom && second <= personTo;
    return FrameDetections.newBuilder()
        .setCameraId(CAMERA)
        .setStreamEpoch(1)
        .setFrameSeq(frame)
        .setCapturedAtUs(us(second))
        .setIngestedAtUs(us(second))
        .setTimeMode(TimeMode.REPLAY)
        .setWidth(640)
        .setHeight(360)
        .setModel("simulated")
        .setDetections(isThere ? List.of(person()) : List.of())
        .build();
  }

  /** Somebody in the middle of the gate's zone. */
  private static Detection person() {
    List<Point> zone =
        DEFINITIONS.stream()
            .flatMap(definition -> definition.camera().stream())
            .filter(camera -> camera.id().equals(CAMERA))
            .flatMap(camera -> camera.zones().stream())
            .filter(each -> each.gate().isPresent())
            .map(CameraDefinition.Zone::polygon)
            .findFirst()
            .orElseThrow();
    double x = zone.stream().mapToDouble(Point::x).average().orElseThrow();
    double y = zone.stream().mapToDouble(Point::y).average().orElseThrow();
    return new Detection("person", .9f, (float) x - 7, (float) y - 36, 14f, 36f);
  }
}
