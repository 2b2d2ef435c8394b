package dev.gantry.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.domain.time.Micros;
import dev.gantry.ingest.city.CityScenario;
import dev.gantry.schemas.records.FrameDetections;
import dev.gantry.schemas.serde.RecordValidator;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Seeds and frame rates at the ends of what is allowed. */
class ExtremeCitiesTest {

  private static final Instant START = StreamSettings.DEFAULT_START_TIME;
  private static final int SECONDS = 20;

  @ParameterizedTest
  @CsvSource({
    "-9223372036854775808, 1",
    "-9223372036854775808, 60",
    "9223372036854775807, 1",
    "9223372036854775807, 60",
    "-1, 7",
    "0, 7"
  })
  void shouldGiveEveryFrameAtItsTime(long seed, int fps) {
    List<FrameDetections> frames = frames(seed, fps);

    assertThat(frames).hasSize(SECONDS * fps);
    for (int seq = 0; seq < frames.size(); seq++) {
      FrameDetections frame = frames.get(seq);
      RecordValidator.of(FrameDetections.class).validate(frame);
      assertThat(frame.getFrameSeq()).isEqualTo(seq);
      long expectedUs = Math.round(seq * 1e6 / fps);
      assertThat(frame.getCapturedAtUs() - Micros.of(START)).isEqualTo(expectedUs);
    }
    assertThat(frames).anyMatch(frame -> !frame.getDetections().isEmpty());
    assertThat(frames(seed, fps)).isEqualTo(frames);
  }

  @Test
  void shouldMakeAnotherCityOfEverySeed() {
    assertThat(frames(Long.MIN_VALUE, 1)).isNotEqualTo(frames(Long.MAX_VALUE, 1));
    assertThat(frames(Long.MIN_VALUE, 1)).isNotEqualTo(frames(0, 1));
    assertThat(settings(Long.MIN_VALUE, 1).epoch())
        .isPositive()
        .isNotEqualTo(settings(Long.MAX_VALUE, 1).epoch());
  }

  private static SimulatorSettings settings(long seed, int fps) {
    CityScenario scenario = new CityScenario(seed, 1, fps, 8 * 3600, false);
    return new SimulatorSettings(
        scenario, START, Pace.UNPACED, OptionalLong.of((long) SECONDS * fps));
  }

  private static List<FrameDetections> frames(long seed, int fps) {
    Clock clock = Clock.fixed(START.plus(Duration.ofDays(1)), ZoneOffset.UTC);
    SimulatedRecords records = SimulatedRecords.ofEverything(settings(seed, fps), clock);
    List<FrameDetections> frames = new ArrayList<>();
    SimulatedRecords.Sink sink =
        new SimulatedRecords.Sink() {
          @Override
          public void detections(FrameDetections frame) {
            frames.add(frame);
          }
        };
    for (long seq = 0; seq < (long) SECONDS * fps; seq++) {
      records.frame(seq, sink);
    }
    records.end((long) SECONDS * fps, sink);
    return frames;
  }
}
