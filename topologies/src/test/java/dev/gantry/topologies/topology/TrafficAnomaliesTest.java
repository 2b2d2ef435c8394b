package dev.gantry.topologies.topology;

import static dev.gantry.topologies.testing.TestObjects.SEGMENT;
import static dev.gantry.topologies.testing.TestObjects.track;
import static dev.gantry.topologies.testing.TestObjects.us;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.gantry.domain.anomaly.AnomalySettings;
import dev.gantry.domain.anomaly.Pattern;
import dev.gantry.domain.camera.CameraDefinition;
import dev.gantry.schemas.records.Alert;
import dev.gantry.schemas.records.Anomaly;
import dev.gantry.schemas.records.SensorReading;
import dev.gantry.schemas.records.SpeedWindow;
import dev.gantry.schemas.records.TimeMode;
import dev.gantry.schemas.records.TrackState;
import dev.gantry.schemas.records.TrackUpdate;
import dev.gantry.schemas.records.WindowState;
import dev.gantry.topologies.Harness;
import dev.gantry.topologies.runtime.Role;
import dev.gantry.topologies.testing.FakeDefinitions;
import dev.gantry.topologies.testing.RoleDriver;
import dev.gantry.topologies.testing.TestObjects;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The part of TRAFFIC that judges readings and windows of segments. */
class TrafficAnomaliesTest {

  private static final String SERIES = "loop-7:flow";

  /** Readings after which the tests let something happen. */
  private static final int USUAL = 600;

  @TempDir Path stateDir;
  private RoleDriver traffic;

  @BeforeEach
  void start() {
    traffic = new RoleDriver(Role.TRAFFIC, stateDir, new FakeDefinitions());
  }

  @AfterEach
  void stop() {
    traffic.close();
  }

  @Test
  void shouldTellOfAReadingThatIsFarOffItsSeries() {
    read(noise(), USUAL);

    write(reading(USUAL, 90));

    assertThat(told())
        .singleElement()
        .satisfies(
            anomaly -> {
              assertThat(anomaly.getSeriesId()).isEqualTo(SERIES);
              assertThat(anomaly.getSegmentId()).isEqualTo(SEGMENT);
              assertThat(anomaly.getCameraId()).isEqualTo("bridge");
              assertThat(anomaly.getOccurredAtUs()).isEqualTo(us(30 * USUAL));
              assertThat(anomaly.getScore()).isBetween(AnomalySettings.ALARM_SCORE, 1.0);
              assertThat(anomaly.getPattern()).isEqualTo(Pattern.SPIKE.text());
              assertThat(anomaly.getActual()).isEqualTo(90);
              assertThat(anomaly.getExpected()).isCloseTo(20, within(3.0));
              assertThat(anomaly.getExpectedHigh()).isBetween(20.0, 50.0);
              assertThat(anomaly.getReason()).startsWith("90 where ").endsWith(" readings");
              assertThat(anomaly.getOrigins())
                  .singleElement()
                  .satisfies(
                      origin -> {
                        assertThat(origin.getTopic()).isEqualTo("sensor-readings");
                        assertThat(origin.getFirstOffset()).isEqualTo(USUAL);
                      });
            });
  }

  @Test
  void shouldTellOfAFlowThatIsFarOffThatOfItsSegment() {
    for (int minute = 0; minute < 400; minute++) {
      for (int n = 0; n < 2 + minute % 2; n++) {
        passBy(minute, n);
      }
    }
    told();

    for (int n = 0; n < 25; n++) {
      passBy(400, n);
    }
    passBy(402, 0);

    assertThat(told())
        .filteredOn(anomaly -> anomaly.getOccurredAtUs() == us(401 * 60))
        .singleElement()
        .satisfies(
            anomaly -> {
              assertThat(anomaly.getSeriesId()).isEqualTo("segment:" + SEGMENT + ":flow_per_hour");
              assertThat(anomaly.getMetric()).isEqualTo("flow_per_hour");
              assertThat(anomaly.getSegmentId()).isEqualTo(SEGMENT);
              assertThat(anomaly.getSite()).isEqualTo("harbour");
              assertThat(anomaly.getActual()).isEqualTo(25 * 60);
              assertThat(anomaly.getScore()).isGreaterThan(AnomalySettings.ALARM_SCORE);
            });
  }

  @Test
  void shouldTellOfARoadThatEmptiesAllAtOnceAndOfNoneThatIsAlwaysQuiet() {
    traffic.close();
    CameraDefinition busy = TestObjects.camera("bridge");
    traffic =
        new RoleDriver(Role.TRAFFIC, stateDir, new FakeDefinitions().with(busy).with(quiet(busy)));
    for (int minute = 0; minute < 420; minute++) {
      for (int n = 0; n < (minute < 400 ? 8 + minute % 5 : 0); n++) {
        passBy(minute, n);
      }
      if (minute % 37 == 0) {
        write("quay", track("q" + minute, 60 * minute, TrackState.END).setSegment("quay-st"));
      }
      for (int second = 0; second < 60; second += 5) {
        write("quay", track("", 60 * minute + second, TrackState.WATCHED));
        if (minute >= 400 || second >= 30) {
          write("bridge", track("", 60 * minute + second, TrackState.WATCHED));
        }
      }
    }

    assertThat(told())
        .isNotEmpty()
        .allSatisfy(
            anomaly -> {
              assertThat(anomaly.getSeriesId()).isEqualTo("segment:" + SEGMENT + ":flow_per_hour");
              assertThat(anomaly.getOccurredAtUs()).isGreaterThan(us(400 * 60));
              assertThat(anomaly.getActual()).isZero();
            })
        .anySatisfy(anomaly -> assertThat(anomaly.getScoreEachTime()).isGreaterThan(.99));
  }

  /** A camera like another, on a segment of its own. */
  private static CameraDefinition quiet(CameraDefinition like) {
    CameraDefinition.Segment road = like.segments().get(0);
    return new CameraDefinition(
        "quay",
        1,
        like.site(),
        like.source(),
        like.calibration(),
        List.of(
            new CameraDefinition.Segment(
                "quay-st", road.polygon(), road.headingDeg(), road.limitKmh())),
        List.of(),
        List.of(),
        Optional.empty());
  }

  private void write(String camera, TrackUpdate.Builder update) {
    traffic.write(traffic.topics().vehicleTracks(), update.setCameraId(camera).build());
  }

  @Test
  void shouldNotJudgeAWindowInWhichACameraFellSilentWithVehiclesInView() {
    for (int minute = 0; minute < 400; minute++) {
      for (int n = 0; n < 20 + minute % 2; n++) {
        passBy(minute, n);
      }
    }
    for (int second = 1; second < 4; second++) {
      TrackState state = second == 1 ? TrackState.NEW : TrackState.UPDATE;
      traffic.write(
          traffic.topics().vehicleTracks(), track("waits", 400 * 60 + second, state).build());
    }
    told();
    traffic.read(traffic.topics().segmentSpeeds());

    for (int second = 0; second < 90; second++) {
      traffic.wait(Duration.ofSeconds(1));
    }

    assertThat(traffic.read(traffic.topics().segmentSpeeds()))
        .filteredOn(window -> window.getState() == WindowState.FINAL)
        .filteredOn(window -> window.getWindowEndUs() == us(401 * 60))
        .extracting(SpeedWindow::getIncomplete)
        .containsOnly(true);
    assertThat(told()).isEmpty();
  }

  @Test
  void shouldPassOverMissingReadingsAndSetAsideWhatIsNoNumber() {
    List<Anomaly> complete = read(noise(i -> i == USUAL ? 70 : 0), USUAL + 1);
    traffic.close();
    start();

    IntToDoubleFunction noise = noise(i -> i == USUAL ? 70 : 0);
    for (int i = 0; i <= USUAL; i++) {
      write(reading(i, noise.applyAsDouble(i)));
      write(SensorReading.newBuilder(reading(i + .3, 0)).setMissing(true).build());
      traffic.writeRaw(
          traffic.topics().sensorReadings(),
          SERIES.getBytes(StandardCharsets.UTF_8),
          "{\"series_id\": \"%s\", \"value\": NaN, \"occurred_at_us\": %d}"
              .formatted(SERIES, us(30 * i + 15))
              .getBytes(StandardCharsets.UTF_8));
    }

    assertThat(traffic.deadLetters()).hasSize(USUAL + 1);
    assertThat(complete).isNotEmpty();
    assertThat(told())
        .extracting(Anomaly::getAnomalyId, Anomaly::getScore, Anomaly::getReason)
        .containsExactlyElementsOf(
            complete.stream()
                .map(a -> tuple(a.getAnomalyId(), a.getScore(), a.getReason()))
                .toList());
  }

  @Test
  void shouldCountASecondReadingOfOneTimeAsRepeatedAndNotJudgeIt() {
    read(noise(), USUAL);
    SensorReading first = reading(USUAL, 21);
    SensorReading missing =
        SensorReading.newBuilder(reading(USUAL + 1, 0)).setMissing(true).build();

    List.of(first, first, reading(USUAL, 90)).forEach(this::write);
    assertThat(told()).isEmpty();
    assertThat(traffic.counts().repeated()).isEqualTo(2);
    assertThat(latest().getValue()).isEqualTo(21);

    List.of(missing, reading(USUAL + 1, 90), missing).forEach(this::write);
    assertThat(told()).extracting(Anomaly::getActual).containsExactly(90.0);
    assertThat(traffic.counts().repeated()).isEqualTo(3);
    assertThat(latest().getValue()).isEqualTo(90);
    assertThat(traffic.counts().late()).isZero();
  }

  private SensorReading latest() {
    KeyValueStore<String, SensorReading> store =
        traffic.driver().getKeyValueStore(TrafficTopology.LATEST_READING_BY_SERIES);
    return store.get(SERIES);
  }

  @Test
  void shouldFindNothingInWhatNeverChangesAndInGaps() {
    List<Anomaly> told = new ArrayList<>();
    Random random = new Random(3);
    double at = 0;
    for (int i = 0; i < 3 * USUAL; i++) {
      at += random.nextInt(10) == 0 ? 40 : .1 + random.nextDouble();
      write(reading(at, 45));
      told.addAll(told());
    }
    assertThat(told)
        .as("the first long gaps are silences, until they are known to be usual")
        .hasSizeLessThan(7)
        .allMatch(anomaly -> anomaly.getPattern().startsWith(Pattern.SILENCE.text()));
  }

  @Test
  void shouldKeepNoMoreOfALongSeriesThanOfAShortOne() {
    read(noise(), 2_000);
    KeyValueStore<String, byte[]> store =
        traffic.driver().getKeyValueStore(TrafficTopology.DETECTOR_BY_SERIES);
    int after = store.get(SERIES).length;
    for (int i = 2_000; i < 6_000; i++) {
      write(reading(i, i % 90));
    }
    assertThat(store.get(SERIES).length).isLessThan(16 * 1024).isGreaterThan(after / 2);
    assertThat(series()).containsExactly(SERIES);
  }

  @Test
  void shouldSayTheSameWhenItIsReplayed() {
    IntToDoubleFunction eventful = noise(i -> i % 350 == 349 ? 40 : i > 900 && i < 1_000 ? 12 : 0);
    List<Anomaly> first = read(eventful, 1_500);
    traffic.close();
    start();
    IntToDoubleFunction again = noise(i -> i % 350 == 349 ? 40 : i > 900 && i < 1_000 ? 12 : 0);

    assertThat(read(again, 1_500)).isEqualTo(first);
    assertThat(first).hasSizeGreaterThan(2);
  }

  @Test
  void shouldRaiseAnAlertByItsScoreAlone() {
    read(noise(), USUAL);
    write(reading(USUAL, 90));
    String rule =
        """
        kind: rule
        alert: reading_anomaly
        on: anomalies
        expr: anomaly.score > 0.9 && !anomaly.series.startsWith("segment:")
        annotations: {summary: "{{anomaly.series}}: {{anomaly.reason}}"}
        """;

    List<Alert> alerts = new ArrayList<>();
    try (Harness harness = new Harness(rule)) {
      told().forEach(anomaly -> alerts.addAll(harness.give(harness.topics.anomalies(), anomaly)));
    }

    assertThat(alerts)
        .singleElement()
        .satisfies(
            alert -> {
              assertThat(alert.getRule()).isEqualTo("reading_anomaly");
              assertThat(alert.getFiredAtUs()).isEqualTo(us(30 * USUAL));
              assertThat(alert.getLabels())
                  .containsAllEntriesOf(
                      Map.of("series", SERIES, "segment", SEGMENT, "camera", "bridge"));
              assertThat(alert.getAnnotations().get("summary")).startsWith(SERIES + ": 90 where ");
            });
  }

  private static IntToDoubleFunction noise() {
    return noise(i -> 0);
  }

  /** Around 20 with a deviation of 3, and so far off. */
  private static IntToDoubleFunction noise(IntToDoubleFunction off) {
    Random random = new Random(7);
    return i -> 20 + 3 * random.nextGaussian() + off.applyAsDouble(i);
  }

  private List<Anomaly> read(IntToDoubleFunction course, int readings) {
    for (int i = 0; i < readings; i++) {
      write(reading(i, course.applyAsDouble(i)));
    }
    return told();
  }

  private void write(SensorReading reading) {
    traffic.write(traffic.topics().sensorReadings(), reading);
  }

  private List<Anomaly> told() {
    return traffic.read(traffic.topics().anomalies());
  }

  /** The series of which anything is kept. */
  private List<String> series() {
    List<String> series = new ArrayList<>();
    KeyValueStore<String, byte[]> store =
        traffic.driver().getKeyValueStore(TrafficTopology.DETECTOR_BY_SERIES);
    try (var all = store.all()) {
      all.forEachRemaining(entry -> series.add(entry.key));
    }
    return series;
  }

  /** One reading in 30 s. */
  private static SensorReading reading(double number, double value) {
    return SensorReading.newBuilder()
        .setSeriesId(SERIES)
        .setMetric("flow")
        .setOccurredAtUs(us(30 * number))
        .setTimeMode(TimeMode.REPLAY)
        .setAttributes(Map.of("segment", SEGMENT, "camera_id", "bridge"))
        .setValue(value)
        .build();
  }

  /** One vehicle, seen twice, two seconds after the one before. */
  private void passBy(int minute, int n) {
    double at = minute * 60 + 2 * n;
    String id = "m" + minute + "-" + n;
    for (TrackState state : List.of(TrackState.NEW, TrackState.END)) {
      double when = state == TrackState.NEW ? at : at + .5;
      traffic.write(traffic.topics().vehicleTracks(), track(id, when, state).build());
    }
  }
}
