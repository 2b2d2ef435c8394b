package dev.gantry.testkit.ruletest;

import dev.gantry.testkit.AlertLife;
import dev.gantry.topologies.definition.Durations;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Holds the alerts of a test against what was expected of them. */
final class Judgement {

  private final Instant start;
  private final List<AlertLife> alerts;

  Judgement(Instant start, List<AlertLife> alerts) {
    this.start = start;
    this.alerts = alerts;
  }

  /** Adds what is otherwise than expected at one time. */
  void failures(Expectation expected, List<RuleTestResult.Failure> failures) {
    Instant at = start.plus(expected.at());
    List<AlertLife> ofRule =
        alerts.stream()
            .filter(alert -> expected.rule().map(alert.rule()::equals).orElse(true))
            .toList();
    expected
        .firing()
        .flatMap(
            wanted ->
                difference(wanted, ofRule.stream().filter(each -> each.isFiringAt(at)).toList()))
        .ifPresent(text -> failures.add(failure(expected, "to fire", text)));
    expected
        .resolved()
        .flatMap(
            wanted ->
                difference(wanted, ofRule.stream().filter(each -> each.isResolvedBy(at)).toList()))
        .ifPresent(text -> failures.add(failure(expected, "to have resolved", text)));
  }

  private static RuleTestResult.Failure failure(Expectation expected, String what, String text) {
    return new RuleTestResult.Failure(
        expected.line(),
        "at %s expected%s %s:%s"
            .formatted(
                Durations.text(expected.at()),
                expected.rule().map(rule -> " alerts of " + rule).orElse(" alerts"),
                what,
                text));
  }

  /** Lines with - for what is missing and + for what is too much; empty when all is as expected. */
  private Optional<String> difference(List<Expectation.Expected> wanted, List<AlertLife> found) {
    Pairing pairing = new Pairing(wanted, found, (one, other) -> faults(one, other).isEmpty());
    List<AlertLife> surplus = new ArrayList<>(pairing.surplus());
    StringBuilder text = new StringBuilder();
    for (Expectation.Expected missing : pairing.missing()) {
      text.append("\n  - ").append(describe(missing));
      Optional<AlertLife> nearest =
          surplus.stream().min(Comparator.comparing(alert -> faults(missing, alert).size()));
      nearest.ifPresent(
          alert -> {
            surplus.remove(alert);
            text.append("\n  + ").append(AlertTexts.alert(alert, start));
            faults(missing, alert).forEach(fault -> text.append("\n      ").append(fault));
          });
    }
    for (AlertLife alert : surplus) {
      text.append("\n  + ").append(AlertTexts.alert(alert, start)).append("\n      not expected");
    }
    return text.length() == 0 ? Optional.empty() : Optional.of(text.toString());
  }

  private String describe(Expectation.Expected expected) {
    return AlertTexts.labels(expected.labels())
        + (expected.annotations().isEmpty() ? "" : " " + AlertTexts.labels(expected.annotations()))
        + expected.firedAt().map(at -> ", fired at " + Durations.text(at)).orElse("")
        + expected.resolvedAt().map(at -> ", resolved at " + Durations.text(at)).orElse("");
  }

  /** In what an alert is not the one expected. */
  private List<String> faults(Expectation.Expected expected, AlertLife alert) {
    List<String> faults = new ArrayList<>();
    addFaults("label ", expected.labels(), alert.labels(), faults);
    addFaults("annotation ", expected.annotations(), alert.annotations(), faults);
    expected
        .firedAt()
        .filter(at -> !start.plus(at).equals(alert.firedAt()))
        .ifPresent(
            at ->
                faults.add(
                    fault(
                        "fired_at", Durations.text(at), AlertTexts.since(start, alert.firedAt()))));
    expected
        .resolvedAt()
        .filter(at -> !alert.resolvedAt().equals(Optional.of(start.plus(at))))
        .ifPresent(
            at ->
                faults.add(
                    fault(
                        "resolved_at",
                        Durations.text(at),
                        alert
                            .resolvedAt()
                            .map(end -> AlertTexts.since(start, end))
                            .orElse("none"))));
    return faults;
  }

  private static void addFaults(
      String what, Map<String, String> expected, Map<String, String> found, List<String> faults) {
    expected.forEach(
        (name, value) -> {
          String other = found.getOrDefault(name, "");
          if (!other.equals(value)) {
            faults.add(fault(what + name, AlertTexts.quoted(value), AlertTexts.quoted(other)));
          }
        });
  }

  private static String fault(String what, String expected, String found) {
    return what + ": expected " + expected + ", found " + found;
  }
}
