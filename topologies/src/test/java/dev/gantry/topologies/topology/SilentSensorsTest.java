package dev.gantry.topologies.topology;

import static dev.gantry.topologies.testing.TestObjects.SEGMENT;
import static dev.gantry.topologies.testing.TestObjects.us;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.gantry.domain.time.Micros;
import dev.gantry.schemas.records.Anomaly;
import dev.gantry.schemas.records.SensorReading;
import dev.gantry.schemas.records.TimeMode;
import dev.gantry.topologies.runtime.Role;
import dev.gantry.topologies.testing.FakeDefinitions;
import dev.gantry.topologies.testing.RoleDriver;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The part of TRAFFIC that notices what does not come. */
class SilentSensorsTest {

  private static final String LOOP = "loop-7:flow";
  private static final String AIR = "air-1:noise";
  private static final String SILENCE = "silence";
  private static final String OVER = "silence_over";

  /** Readings of both sensors, one in 30 s, before something happens. */
  private static final int USUAL = 60;

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
  void shouldTellOfASensorThatIsSilentOnceOthersShowThatTimeHasGoneOn() {
    hearBoth(TimeMode.REPLAY);

    hear(AIR, USUAL, USUAL + 5, TimeMode.REPLAY);
    assertThat(silences()).hasSize(1);
    hear(AIR, USUAL + 5, USUAL + 50, TimeMode.REPLAY);
    assertThat(silences()).isEmpty();
  }

  @Test
  void shouldSayWhatIsSilentAndSinceWhen() {
    hearBoth(TimeMode.REPLAY);
    hear(AIR, USUAL, USUAL + 10, TimeMode.REPLAY);

    Anomaly silence = silences().get(0);

    assertThat(silence.getSeriesId()).isEqualTo(LOOP);
    assertThat(silence.getPattern()).isEqualTo(SILENCE);
    assertThat(silence.getOccurredAtUs()).isEqualTo(us(30 * (USUAL - 1) + 135));
    assertThat(silence.getAnomalyId())
        .isEqualTo(LOOP + "@" + silence.getOccurredAtUs() + "-" + SILENCE);
    assertThat(silence.getScore()).isGreaterThan(.9);
    assertThat(silence.getUnit()).isEqualTo("s");
    assertThat(silence.getActual()).isEqualTo(135);
    assertThat(silence.getExpected()).isEqualTo(30);
    assertThat(silence.getReason()).isEqualTo("nothing heard for 135 s, where every 30 s is usual");
    assertThat(silence.getSegmentId()).isEqualTo(SEGMENT);
    assertThat(silence.getCameraId()).isEqualTo("bridge");
    assertThat(silence.getOrigins())
        .singleElement()
        .satisfies(origin -> assertThat(origin.getFirstOffset()).isEqualTo(2 * USUAL - 2));
  }

  @Test
  void shouldTellThatItIsHeardAgain() {
    hearBoth(TimeMode.REPLAY);
    hear(AIR, USUAL, USUAL + 10, TimeMode.REPLAY);
    silences();

    write(LOOP, USUAL + 10, TimeMode.REPLAY);
    write(LOOP, USUAL + 11, TimeMode.REPLAY);

    assertThat(silences())
        .singleElement()
        .satisfies(
            over -> {
              assertThat(over.getPattern()).isEqualTo(OVER);
              assertThat(over.getScore()).isZero();
              assertThat(over.getOccurredAtUs()).isEqualTo(us(30 * (USUAL + 10)));
            });
  }

  @Test
  void shouldTellOfASilenceThatNobodyElseWitnessed() {
    hear(LOOP, 0, USUAL, TimeMode.REPLAY);

    write(LOOP, USUAL + 20, TimeMode.REPLAY);

    assertThat(silences()).extracting(Anomaly::getPattern).containsExactly(SILENCE, OVER);
  }

  @Test
  void shouldTakeAReadingWithoutAValueForASignOfLife() {
    hearBoth(TimeMode.REPLAY);
    for (int n = USUAL; n < USUAL + 20; n++) {
      write(AIR, n, TimeMode.REPLAY);
      traffic.write(
          traffic.topics().sensorReadings(),
          SensorReading.newBuilder(reading(LOOP, n, TimeMode.REPLAY))
              .setValue(0)
              .setMissing(true)
              .build());
    }

    assertThat(silences()).isEmpty();
  }

  @Test
  void shouldNotTakeSeriesThatAreReplayedOneAfterTheOtherForSilent() {
    hear(AIR, 0, 500, TimeMode.REPLAY);
    hear(LOOP, 0, 500, TimeMode.REPLAY);

    assertThat(silences()).isEmpty();
  }

  @Test
  void shouldGoOnWithTheWallClockWhenNothingLiveIsHeardAtAll() {
    hearBoth(TimeMode.LIVE);

    traffic.wait(Duration.ofSeconds(190));
    assertThat(silences()).isEmpty();
    traffic.wait(Duration.ofSeconds(30));

    assertThat(silences())
        .extracting(Anomaly::getSeriesId, Anomaly::getOccurredAtUs)
        .containsExactly(
            tuple(AIR, us(30 * (USUAL - 1) + 135)), tuple(LOOP, us(30 * (USUAL - 1) + 135)));
    traffic.wait(Duration.ofHours(1));
    assertThat(silences()).isEmpty();
  }

  @Test
  void shouldWaitForReplayedReadingsForEver() {
    hearBoth(TimeMode.REPLAY);

    traffic.wait(Duration.ofHours(1));

    assertThat(silences()).isEmpty();
  }

  @Test
  void shouldSayTheSameWhenItIsReplayed() {
    List<Anomaly> first = eventful();
    traffic.close();
    start();

    assertThat(eventful()).isEqualTo(first).hasSizeGreaterThan(3);
  }

  private List<Anomaly> eventful() {
    for (int n = 0; n < 400; n++) {
      write(AIR, n, TimeMode.REPLAY);
      if (n % 150 < 140) {
        write(LOOP, n, TimeMode.REPLAY);
      }
    }
    return silences();
  }

  private void hearBoth(TimeMode mode) {
    for (int n = 0; n < USUAL; n++) {
      write(LOOP, n, mode);
      write(AIR, n, mode);
    }
  }

  private void hear(String series, int from, int to, TimeMode mode) {
    for (int n = from; n < to; n++) {
      write(series, n, mode);
    }
  }

  /** As it is when a sensor tells at once: the broker gets a reading when it was measured. */
  private void write(String series, int number, TimeMode mode) {
    SensorReading reading = reading(series, number, mode);
    traffic.write(
        traffic.topics().sensorReadings(), reading, Micros.toInstant(reading.getOccurredAtUs()));
  }

  private static SensorReading reading(String series, int number, TimeMode mode) {
    return SensorReading.newBuilder()
        .setSeriesId(series)
        .setMetric("flow")
        .setOccurredAtUs(us(30 * number))
        .setTimeMode(mode)
        .setAttributes(Map.of("segment", SEGMENT, "camera_id", "bridge"))
        .setValue(number % 7)
        .build();
  }

  private List<Anomaly> silences() {
    List<Anomaly> told = new ArrayList<>(traffic.read(traffic.topics().anomalies()));
    told.removeIf(anomaly -> !anomaly.getPattern().startsWith(SILENCE));
    return told;
  }
}
