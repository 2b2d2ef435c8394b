package dev.gantry.testkit.ruletest;

import dev.gantry.testkit.AlertLife;
import dev.gantry.topologies.definition.Durations;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Alerts as people read them, with times since the start of a test. */
final class AlertTexts {

  private AlertTexts() {}

  /** {@code {camera="c1", severity="high"}}, as Prometheus writes labels. */
  static String labels(Map<String, String> labels) {
    return labels.entrySet().stream()
        .map(entry -> entry.getKey() + "=" + quoted(entry.getValue()))
        .collect(Collectors.joining(", ", "{", "}"));
  }

  static String quoted(String text) {
    String line = text.replaceAll("\\p{Cntrl}+", " ");
    return '"' + line.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  /** An alert on one line. */
  static String alert(AlertLife alert, Instant start) {
    return alert.rule()
        + " "
        + labels(alert.labels())
        + (alert.annotations().isEmpty() ? "" : " " + labels(alert.annotations()))
        + ", fired at "
        + since(start, alert.firedAt())
        + alert.resolvedAt().map(end -> ", resolved at " + since(start, end)).orElse("");
  }

  /** All of them, each on a line. */
  static String list(List<AlertLife> alerts, Instant start) {
    return alerts.isEmpty()
        ? " none"
        : alerts.stream().map(alert -> "\n  " + alert(alert, start)).collect(Collectors.joining());
  }

  static String since(Instant start, Instant time) {
    return Durations.text(Duration.between(start, time));
  }
}
