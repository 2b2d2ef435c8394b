package dev.gantry.domain.alerting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.domain.alerting.AlertState.Status;
import dev.gantry.domain.alerting.AlertState.Transition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AlertMachineTest {

  private static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");
  private static final Identity IDENTITY =
      new Identity("harbour", "speeding", new TreeMap<>(Map.of("camera", "c1", "track", "t1")));

  private Optional<AlertState> state = Optional.empty();
  private final List<String> changes = new ArrayList<>();
  private int offset;
  private int version = 1;

  /**
   * Timings are for/gap/resolve in seconds. Events are a letter and a second: + match, - no match,
   * e end, E match and end, o what it lasts until, w the watermark alone. Changes are F fired or R
   * resolved, at a second.
   */
  @ParameterizedTest
  @CsvSource({
    // a track without for: fires at once, resolves with its end, not when it stops matching
    "0/2/0, +1 -2 +3 e4, F1 R4",
    "0/2/0, +1 +2 w90 e95, F1 R95",
    "0/2/0, E1, F1 R1",
    "0/2/0, -1 e2, ''",
    // "no match" may be told again after a restart, with a time beyond the end; it changes nothing
    "0/2/0, +1 -2 e4, F1 R4",
    "0/2/0, +1 -2 -5 e4, F1 R4",
    "0/2/0, +1 -2 -5 w86401, F1",
    "0/2/0, +1 -2 -5 w86401.1, F1 R86401",
    // for: by the update that reaches it, at the due time
    "2/2/0, +0 +1 +2 e3, F2 R3",
    "2/2/0, +0 +1.5 +2.7 e3, F2 R3",
    "2/2/0, +0 +1 +1.9 e3, ''",
    "2/2/0, +0 +1 w9 e9, ''",
    // one false starts anew
    "2/2/0, +0 +1 -1.5 +2 +3 +4 e5, F4 R5",
    // a gap of just two seconds holds, a longer one starts anew
    "4/2/0, +0 +2 +4 e5, F4 R5",
    "4/2/0, +0 +2.1 +4 +5 e5, ''",
    "4/2/0, +0 +2.1 +4 +6 +6.1 e7, F6.1 R7",
    // keep_firing_for: counted from the last match, also after the end
    "0/2/10, +0 +1 w11, F0",
    "0/2/10, +0 +1 w11.1, F0 R11",
    "0/2/10, +0 +1 e2 w20, F0 R11",
    "0/2/10, +0 +10 w19 +20 w31, F0 R30",
    "0/2/10, +0 +10.1 w30, F0 R10 F10.1 R20.1",
    // streams of events: what an event said holds until the next one; time alone reaches for
    "60/0/300, +0 w60, ''",
    "60/0/300, +0 w60.1, F60",
    "60/0/300, +0 -30 w90, ''",
    "60/0/300, +0 +30 w61 w400, F60 R330",
    "60/0/300, +0 +90 w1000, F60 R390",
    "0/0/300, +0 +300 w600 w601, F0 R600",
    "0/0/300, +0 +301 w700, F0 R300 F301 R601",
    // until something: at its time, whatever else would have come later; what is pending is dropped
    "0/0/0, +0 o90 +91 o92, F0 R90 F91 R92",
    "0/0/0, o1 +2 -3 w86402, F2",
    "0/0/300, +0 o90, F0 R90",
    "0/0/300, +0 o400, F0 R300",
    "60/0/0, +0 o60 w90, ''",
    "60/0/0, +0 o60.1, F60 R60.1",
    "0/2/0, +0 o1 +2 e3, F0 R1 F2 R3",
    // one that is read late does not end it before it was last seen
    "0/0/0, +0 +10 o5, F0 R10",
    // sent again: what it came of, and what it lasted until, for an hour
    "0/0/0, +0 o90 +0 o90, F0 R90",
    "0/0/0, +0 o90 +91 o90, F0 R90 F91",
    "0/0/300, +0 +50 +100 w401 +0 +50 +100, F0 R400",
    "0/0/300, +0 w301 +0 w3901 +0, F0 R300 F0",
    "0/2/0, +0 e1 +0, F0 R1 F0",
    // nothing heard for a day
    "0/2/0, +0 w86400, F0",
    "0/2/0, +0 w86401, F0 R86400",
  })
  void shouldComeAndGo(String policy, String events, String expected) {
    play(policy, events);

    assertThat(String.join(" ", changes)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0/2/0", "2/2/0", "2/2/10", "0/2/3", "5/0/10", "0/0/4"})
  void shouldComeToTheSameWhenTimersRunAtOtherTimes(String policy) {
    Random random = new Random(7);
    for (int round = 0; round < 300; round++) {
      List<String> events = new ArrayList<>();
      double at = 0;
      for (int i = 0; i < 40; i++) {
        at += random.nextInt(30) / 10.0;
        events.add("-++-+o".charAt(random.nextInt(6)) + "" + at);
      }
      events.add("e" + at);
      events.add("w" + (at + 1000));
      List<String> withTimers = new ArrayList<>();
      for (String event : events) {
        double until = Double.parseDouble(event.substring(1));
        withTimers.add("w" + until * random.nextDouble());
        withTimers.add("w" + until);
        withTimers.add(event);
      }

      assertThat(outcome(policy, withTimers)).isEqualTo(outcome(policy, events));
    }
  }

  @Test
  void shouldLeaveARepeatOut() {
    play("0/2/0", "+1 +2");
    AlertState before = state.orElseThrow();

    AlertMachine.Step step =
        AlertMachine.apply(IDENTITY, state, seen(AlertMachineTest.policy("0/2/0"), "e", 2, 1));

    assertThat(step.repeated()).isTrue();
    assertThat(step.changes()).isEmpty();
    assertThat(step.state()).contains(before);
  }

  @Test
  void shouldKeepTheAlertWhenTheRuleChangesAndRestartWhatIsPending() {
    play("2/2/0", "+0 +1");
    version = 2;
    play("2/2/0", "+2 +3 +4");
    version = 3;
    play("2/2/0", "+5 e6");

    assertThat(changes).containsExactly("F4", "R6");
  }

  @Test
  void shouldResolveWhenTheRuleIsDeleted() {
    play("0/2/10", "+0 +1");

    AlertMachine.Step step = AlertMachine.ruleEnded(state.orElseThrow(), T0.plusSeconds(5));

    assertThat(step.state()).isEmpty();
    assertThat(step.changes().get(0).transitions())
        .last()
        .isEqualTo(new Transition(T0.plusSeconds(5), Status.RESOLVED, "its rule was deleted"));
  }

  @Test
  void shouldResolveOnceSomebodySaysSoButNotBeforeItsLastMatch() {
    play("0/2/10", "+0 +1");

    AlertMachine.Step later =
        AlertMachine.resolvedBy(state.orElseThrow(), T0.plusSeconds(5), "by ann");
    AlertMachine.Step earlier =
        AlertMachine.resolvedBy(state.orElseThrow(), T0.minusSeconds(5), "by ann");

    assertThat(later.state()).map(AlertState::phase).contains(AlertState.Phase.OVER);
    assertThat(later.changes().get(0).transitions())
        .last()
        .isEqualTo(new Transition(T0.plusSeconds(5), Status.RESOLVED, "by ann"));
    assertThat(earlier.changes().get(0).transitions())
        .last()
        .isEqualTo(new Transition(T0.plusSeconds(1), Status.RESOLVED, "by ann"));
  }

  @Test
  void shouldLeaveWhatDoesNotFireYetWhenSomebodySaysThatItIsOver() {
    play("2/2/10", "+0 +1");

    AlertMachine.Step step =
        AlertMachine.resolvedBy(state.orElseThrow(), T0.plusSeconds(5), "by ann");

    assertThat(step.state()).isEqualTo(state);
    assertThat(step.changes()).isEmpty();
  }

  @Test
  void shouldKeepTheFirstAndTheLastCausesWhenThereAreMany() {
    StringBuilder events = new StringBuilder();
    for (int i = 1; i <= 100; i++) {
      events.append(" +").append(i);
    }
    play("0/2/0", events.toString().strip());

    assertThat(state.orElseThrow().causeIds())
        .hasSize(AlertState.MOST_CAUSES)
        .startsWith("cause-1", "cause-2")
        .endsWith("cause-99", "cause-100");
    assertThat(state.orElseThrow().matches()).isEqualTo(100);
  }

  @Test
  void shouldIdentifyAnAlertByRuleLabelsScopeAndStartOnly() {
    Identity same =
        new Identity("harbour", "speeding", new TreeMap<>(Map.of("track", "t1", "camera", "c1")));
    Identity otherTrack =
        new Identity("harbour", "speeding", new TreeMap<>(Map.of("camera", "c1", "track", "t2")));
    Identity otherScope = new Identity("city", "speeding", IDENTITY.labels());
    Identity shifted =
        new Identity("harbour", "speeding", new TreeMap<>(Map.of("camera", "c1t", "track", "1")));

    assertThat(IDENTITY.fingerprint()).isEqualTo(same.fingerprint()).matches("[0-9a-f]{16}");
    assertThat(IDENTITY.fingerprint())
        .isNotEqualTo(otherTrack.fingerprint())
        .isNotEqualTo(shifted.fingerprint())
        .isEqualTo(otherScope.fingerprint());
    assertThat(IDENTITY.alertId(T0))
        .isEqualTo(same.alertId(T0))
        .isNotEqualTo(IDENTITY.alertId(T0.plusNanos(1000)))
        .isNotEqualTo(otherScope.alertId(T0))
        .matches("[0-9a-f]{8}-[0-9a-f]{16}");
  }

  private List<String> outcome(String policy, List<String> events) {
    state = Optional.empty();
    changes.clear();
    offset = 0;
    play(policy, String.join(" ", events));
    return List.copyOf(changes);
  }

  private void play(String policy, String events) {
    for (String event : events.split(" ", -1)) {
      double second = Double.parseDouble(event.substring(1));
      if (event.startsWith("w")) {
        state = state.flatMap(known -> take(AlertMachine.advance(known, at(second))).state());
      } else {
        Observation seen = seen(policy(policy), event.substring(0, 1), second, offset++);
        state = take(AlertMachine.apply(IDENTITY, state, seen)).state();
      }
    }
  }

  private AlertMachine.Step take(AlertMachine.Step step) {
    for (AlertState change : step.changes()) {
      Transition newest = change.transitions().get(change.transitions().size() - 1);
      double second = Duration.between(T0, newest.at()).toMillis() / 1000.0;
      String text = second == Math.rint(second) ? Long.toString((long) second) : "" + second;
      changes.add((newest.status() == Status.FIRING ? "F" : "R") + text);
    }
    return step;
  }

  private Observation seen(AlertPolicy policy, String what, double second, int offset) {
    return Observation.ofRecord(
        what.equals("+") || what.equals("E"),
        what.equalsIgnoreCase("e"),
        what.equals("o"),
        at(second),
        at(second),
        policy,
        version,
        new TreeMap<>(),
        new TreeMap<>(),
        "cause-" + (long) second,
        new SourceRecord("vehicle-tracks", 0, offset));
  }

  private static AlertPolicy policy(String text) {
    String[] parts = text.split("/", -1);
    return new AlertPolicy(
        Duration.ofSeconds(Long.parseLong(parts[0])),
        Duration.ofSeconds(Long.parseLong(parts[1])),
        Duration.ofSeconds(Long.parseLong(parts[2])),
        Optional.empty());
  }

  private static Instant at(double second) {
    return T0.plusMillis(Math.round(second * 1000));
  }
}
