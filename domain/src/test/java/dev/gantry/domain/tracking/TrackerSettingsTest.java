package dev.gantry.domain.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TrackerSettingsTest {

  @Test
  void shouldNameTheFieldWhenAValueIsOutOfRange() {
    TrackerSettings d = TrackerSettings.DEFAULT;
    assertThat(d.maxTracks()).isEqualTo(200);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> with(0.2, d.maxAge(), d.maxTracks()))
        .withMessage("low_score: expected at most high_score (0.05), found 0.2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> with(0.01, Duration.ofSeconds(-1), d.maxTracks()))
        .withMessage("max_age: expected 0 or more, found PT-1S");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> with(0.01, d.maxAge(), 5000))
        .withMessage("max_tracks: expected 1 to 1000, found 5000");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> with(Double.NaN, d.maxAge(), d.maxTracks()))
        .withMessage("low_score: expected 0 to 1, found NaN");
  }

  private static TrackerSettings with(double lowScore, Duration maxAge, int maxTracks) {
    TrackerSettings d = TrackerSettings.DEFAULT;
    return new TrackerSettings(
        0.05,
        lowScore,
        d.minHits(),
        d.minLifetime(),
        d.minMedianScore(),
        d.sureHits(),
        d.sureLifetime(),
        d.sureScore(),
        d.motionMinHits(),
        d.motionMinLifetime(),
        d.motionStillLifetime(),
        d.minTravel(),
        d.minSteadiness(),
        d.motionMinHitRatio(),
        d.minHitRatio(),
        maxAge,
        d.leavingMaxAge(),
        d.tentativeMaxAge(),
        d.maxMerged(),
        d.speedWindow(),
        maxTracks,
        d.maxDetections());
  }
}
