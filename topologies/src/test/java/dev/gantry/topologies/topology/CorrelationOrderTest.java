package dev.gantry.topologies.topology;

import static dev.gantry.topologies.topology.CorrelationChainTest.ENTRY;
import static dev.gantry.topologies.topology.CorrelationChainTest.FAILURES;
import static dev.gantry.topologies.topology.CorrelationChainTest.auth;
import static dev.gantry.topologies.topology.CorrelationChainTest.person;
import static dev.gantry.topologies.topology.CorrelationChainTest.watch;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.schemas.records.Alert;
import dev.gantry.schemas.records.Signal;
import dev.gantry.schemas.records.SignalKind;
import dev.gantry.schemas.records.TimeMode;
import dev.gantry.topologies.Harness;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Signals of correlated rules in other orders than those in which things happened. */
class CorrelationOrderTest {

  @Test
  void shouldComeToTheSameAlertsInWhateverOrderSignalsArrive() {
    List<Signal> signals = signals();
    List<String> expected = outcomes(signals);
    assertThat(expected).hasSizeGreaterThan(3);
    Random random = new Random(17);
    for (int round = 0; round < 20; round++) {
      assertThat(outcomes(shuffled(signals, random))).isEqualTo(expected);
    }
  }

  @Test
  void shouldCountASignalOnceWhenItIsRepeated() {
    List<Signal> signals = signals();
    List<Signal> twice = new ArrayList<>();
    for (Signal signal : signals) {
      twice.add(signal);
      twice.add(signal);
    }

    assertThat(outcomes(twice)).isEqualTo(outcomes(signals));
  }

  @Test
  void shouldCountWhatIsTakenEarlySinceItTakesTooMuchRoom() {
    try (Harness harness = new Harness(ENTRY, FAILURES)) {
      for (int at = 1; at < 10; at++) {
        Signal failure =
            harness.matchOnly(harness.topics.authEvents(), auth(at, "login.failed")).stream()
                .filter(signal -> signal.getKind() == SignalKind.MATCH)
                .findFirst()
                .orElseThrow();
        harness.signal(
            Signal.newBuilder(failure)
                .setWatermarkUs(Harness.T0_US)
                .setFields(Map.of("failed.auth.reason", "x".repeat(100 * 1024)))
                .build());
      }

      assertThat(harness.alertingDriver().metrics())
          .anySatisfy(
              (name, metric) -> {
                assertThat(name.name()).isEqualTo("taken-early-total");
                assertThat(name.group()).isEqualTo("stream-rule-metrics");
                assertThat(metric.metricValue()).isEqualTo(2.0);
              });
    }
  }

  /** Door openings, people and failures of a minute or two, with the progress in between. */
  private static List<Signal> signals() {
    List<Signal> signals = new ArrayList<>();
    try (Harness harness = new Harness(ENTRY, FAILURES)) {
      for (int at = 0; at < 120; at++) {
        if (at % 20 == 3) {
          signals.addAll(
              harness.matchOnly(harness.topics.authEvents(), auth(at, "access.granted")));
        }
        if (at % 7 < 3) {
          signals.addAll(harness.matchOnly(harness.topics.authEvents(), auth(at, "login.failed")));
        }
        signals.addAll(
            harness.matchOnly(
                harness.topics.vehicleTracks(),
                at % 50 == 30 ? person("c1", "gate-1", at).build() : watch("c1", at)));
        if (at % 5 == 4) {
          harness.tick(Duration.ofMillis(250));
          harness.matchDriver().advanceWallClockTime(Duration.ofMillis(250));
          signals.addAll(harness.signals());
        }
      }
      harness.matchDriver().advanceWallClockTime(Duration.ofMillis(250));
      signals.addAll(harness.signals());
    }
    signals.removeIf(signal -> signal.getKind() == SignalKind.PROGRESS);
    List<Signal> all = new ArrayList<>(signals);
    all.add(progress("vehicle-tracks", Map.of("c1/1", Harness.T0_US + 500_000_000), 0));
    all.add(progress("auth-events", Map.of(), Harness.T0_US + 500_000_000));
    return all;
  }

  private static Signal progress(String topic, Map<String, Long> keys, long us) {
    return Signal.newBuilder()
        .setKind(SignalKind.PROGRESS)
        .setSourceTopic(topic)
        .setTimeMode(TimeMode.REPLAY)
        .setWatermarks(keys)
        .setEventTimeUs(us)
        .build();
  }

  /** All matches in another order; what is said of time still comes after them. */
  private static List<Signal> shuffled(List<Signal> signals, Random random) {
    List<Signal> matches =
        signals.stream()
            .filter(signal -> signal.getKind() == SignalKind.MATCH)
            .map(signal -> Signal.newBuilder(signal).setWatermarkUs(Harness.T0_US).build())
            .collect(Collectors.toCollection(ArrayList::new));
    Collections.shuffle(matches, random);
    signals.stream()
        .filter(signal -> signal.getKind() == SignalKind.PROGRESS)
        .forEach(matches::add);
    return matches;
  }

  private static List<String> outcomes(List<Signal> signals) {
    List<String> outcomes = new ArrayList<>();
    try (Harness harness = new Harness(ENTRY, FAILURES)) {
      for (Signal signal : signals) {
        for (Alert alert : harness.signal(signal)) {
          outcomes.add(alert.getAlertId() + alert.getTransitions() + alert.getCauseIds());
        }
      }
    }
    outcomes.sort(String::compareTo);
    return outcomes;
  }
}
