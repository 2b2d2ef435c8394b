package dev.gantry.topologies.processor.alerting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gantry.domain.alerting.AlertMachine;
import dev.gantry.domain.alerting.AlertPolicy;
import dev.gantry.domain.alerting.AlertState;
import dev.gantry.domain.alerting.AlertTask;
import dev.gantry.domain.alerting.Identity;
import dev.gantry.domain.alerting.Observation;
import dev.gantry.domain.alerting.SourceRecord;
import dev.gantry.schemas.records.TimeMode;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class KeptAlertCodecTest {

  private static final AlertTask TASK =
      new AlertTask("ann", Optional.of(Duration.ofMinutes(15)), true);

  @Test
  void shouldReadWhatItWroteWhenPendingAndWhenFiring() {
    assertThat(KeptAlertCodec.fromBytes(KeptAlertCodec.toBytes(kept(9)))).isEqualTo(kept(9));
    assertThat(KeptAlertCodec.fromBytes(KeptAlertCodec.toBytes(kept(0)))).isEqualTo(kept(0));
  }

  @Test
  void shouldRefuseBytesOfAnotherVersionOrCutOnes() {
    byte[] bytes = KeptAlertCodec.toBytes(kept(0));
    byte[] other = bytes.clone();
    other[0] = 9;

    assertThatThrownBy(() -> KeptAlertCodec.fromBytes(other))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected state of format 2, found 9");
    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> KeptAlertCodec.fromBytes(cut))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  private static KeptAlert kept(int holdSeconds) {
    Identity identity =
        new Identity("harbour", "r", new TreeMap<>(Map.of("camera", "c1", "größe", "ä")));
    Instant at = Instant.parse("2026-01-01T00:00:00.000001Z");
    AlertState state =
        AlertMachine.apply(
                identity,
                Optional.empty(),
                Observation.ofRecord(
                    true,
                    false,
                    false,
                    at,
                    at,
                    new AlertPolicy(
                        Duration.ofSeconds(holdSeconds),
                        Duration.ofSeconds(2),
                        Duration.ZERO,
                        holdSeconds == 0 ? Optional.empty() : Optional.of(TASK)),
                    3,
                    new TreeMap<>(Map.of("severity", "high")),
                    new TreeMap<>(Map.of("summary", "x")),
                    "cause",
                    new SourceRecord("t", 2, 5_000_000_000L)))
            .state()
            .orElseThrow();
    return new KeptAlert(state, new KeptAlert.TimeLine("t", 2, TimeMode.REPLAY, "c1/7"));
  }
}
