package dev.gantry.ingest.city;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class CityScenarioTest {

  private static final RecordTimes TIMES = new RecordTimes(Instant.parse("2026-01-01T00:00:00Z"));

  @Test
  void shouldNameACityByTheSecondAtWhichItBegins() {
    assertThat(new CityScenario(-1, 4, 10, 8 * 3600, true).name())
        .isEqualTo("city, seed -1, 4 cameras, 10 frames/s, from 08:00");
    assertThat(new CityScenario(7, 4, 10, 8 * 3600 + 5, false).name())
        .isEqualTo("city, seed 7, 4 cameras, 10 frames/s, from 08:00:05, nothing wrong");
  }

  @Test
  void shouldDateAFrameAlikeForAllWhoTellOfIt() {
    for (int fps = 1; fps <= 60; fps++) {
      CityScenario scenario = new CityScenario(1, 1, fps, 0, true);
      for (long seq = 0; seq < 600; seq++) {
        double seconds = scenario.secondsOf(seq);
        assertThat(TIMES.start().plus(scenario.position(seq)))
            .as("frame %d at %d frames/s", seq, fps)
            .isEqualTo(TIMES.at(seconds))
            .isEqualTo(
                TIMES.start().plusNanos(1000 * TIMES.micros(seconds) - 1000 * TIMES.micros(0)));
      }
    }
  }
}
