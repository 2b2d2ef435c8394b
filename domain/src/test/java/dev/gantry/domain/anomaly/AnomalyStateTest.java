package dev.gantry.domain.anomaly;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class AnomalyStateTest {

  private static final AnomalySettings SETTINGS = AnomalySettings.DEFAULT;

  @Test
  void shouldRefuseBytesThatAreNoState() {
    byte[] bytes = new AnomalyDetector(SETTINGS).toBytes();
    byte[] otherVersion = bytes.clone();
    otherVersion[0] = 99;
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AnomalyDetector.fromBytes(SETTINGS, otherVersion))
        .withMessage("anomaly detector: expected state of format 3, found 99");
    byte[] cut = Arrays.copyOf(bytes, bytes.length - 1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AnomalyDetector.fromBytes(SETTINGS, cut))
        .withMessageContaining("expected more than the " + cut.length + " bytes found");
  }

  @Test
  void shouldNameTheFieldWhenASettingIsOutOfRange() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new AnomalySettings(10, 6_000, 3_000, 120, .5))
        .withMessage("anomaly.probation: expected 24 to 6000, found 10");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new AnomalySettings(150, 6_000, Double.NaN, 120, .5))
        .withMessageStartingWith("anomaly.alarm_every: expected 100 to ")
        .withMessageEndingWith("found NaN");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new AnomalySettings(150, 6_000, 3_000, 120, 90))
        .withMessage("anomaly.tell_score: expected 0.001 to 1, found 90");
  }
}
