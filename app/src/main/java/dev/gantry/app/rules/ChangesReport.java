package dev.gantry.app.rules;

import dev.gantry.app.JsonLine;
import dev.gantry.testkit.AlertLife;
import dev.gantry.testkit.whatif.AlertChanges;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Collectors;

/** What {@code gantry rules what-if} answers: nothing in it depends on when or where it ran. */
final class ChangesReport {

  /** Causes that are spelled out; of more, the first and the last. */
  private static final int MOST_CAUSES = 3;

  private final AlertChanges changes;
  private final SortedMap<String, Integer> records;
  private final int unreadable;

  ChangesReport(AlertChanges changes, SortedMap<String, Integer> records, int unreadable) {
    this.changes = changes;
    this.records = records;
    this.unreadable = unreadable;
  }

  String text() {
    StringBuilder text = new StringBuilder();
    changes.gained().forEach(alert -> text.append(line("gained", alert)));
    changes.lost().forEach(alert -> text.append(line("lost", alert)));
    for (AlertChanges.Pair pair : changes.moved()) {
      text.append(line("moved", pair.after()))
          .append("        before: ")
          .append(times(pair.before()))
          .append('\n')
          .append(differences(pair));
    }
    for (AlertChanges.Pair pair : changes.changed()) {
      text.append(line("changed", pair.after())).append(differences(pair));
    }
    return text.append(summary()).append('\n').toString();
  }

  private static String differences(AlertChanges.Pair pair) {
    return pair.differences().stream()
        .map(
            each ->
                "        %s: %s, before: %s\n"
                    .formatted(each.field(), shown(each.after()), shown(each.before())))
        .collect(Collectors.joining());
  }

  private static String shown(String value) {
    return value.isEmpty() ? "none" : '"' + value + '"';
  }

  private String summary() {
    String counts =
        records.entrySet().stream()
            .filter(entry -> entry.getValue() > 0)
            .map(entry -> entry.getValue() + " " + entry.getKey())
            .collect(Collectors.joining(", "));
    return "%d gained, %d lost, %d moved, %d changed, %d the same; over %s%s"
        .formatted(
            changes.gained().size(),
            changes.lost().size(),
            changes.moved().size(),
            changes.changed().size(),
            changes.same(),
            counts.isEmpty() ? "no records" : counts,
            unreadable + changes.refused() == 0
                ? ""
                : "; %d records could not be taken".formatted(unreadable + changes.refused()));
  }

  private String line(String what, AlertLife alert) {
    return "%-7s %s %s\n        %s%s\n        because of %s\n%s"
        .formatted(
            what,
            alert.rule(),
            labels(alert),
            times(alert),
            alert.annotations().isEmpty()
                ? ""
                : ": " + String.join("; ", alert.annotations().values()),
            causes(alert.causes()),
            changes.isIncomplete(alert)
                ? "        incomplete: nothing was recorded after " + changes.last() + "\n"
                : "");
  }

  /** JSON has all of them. */
  private static String causes(List<String> causes) {
    return causes.size() <= MOST_CAUSES
        ? String.join(", ", causes)
        : causes.get(0) + " to " + causes.get(causes.size() - 1);
  }

  private static String labels(AlertLife alert) {
    return alert.labels().entrySet().stream()
        .filter(entry -> !entry.getKey().equals("alert"))
        .map(entry -> entry.getKey() + "=\"" + entry.getValue() + '"')
        .collect(Collectors.joining(", ", "{", "}"));
  }

  private static String times(AlertLife alert) {
    return "fired "
        + alert.firedAt()
        + alert.resolvedAt().map(end -> ", resolved " + end).orElse(", fires on");
  }

  String json() {
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("gained", changes.gained().stream().map(this::of).toList());
    report.put("lost", changes.lost().stream().map(this::of).toList());
    report.put("moved", changes.moved().stream().map(this::of).toList());
    report.put("changed", changes.changed().stream().map(this::of).toList());
    report.put("same", changes.same());
    report.put("records", records);
    report.put("unreadable", unreadable + changes.refused());
    return JsonLine.of(report) + "\n";
  }

  private record Told(
      String id,
      String rule,
      int ruleVersion,
      Map<String, String> labels,
      Map<String, String> annotations,
      String startedAt,
      String firedAt,
      String resolvedAt,
      List<String> causes,
      boolean incomplete) {}

  private record ToldPair(Told after, Told before, List<AlertChanges.Difference> differences) {}

  private ToldPair of(AlertChanges.Pair pair) {
    return new ToldPair(of(pair.after()), of(pair.before()), pair.differences());
  }

  private Told of(AlertLife alert) {
    return new Told(
        alert.id(),
        alert.rule(),
        alert.ruleVersion(),
        alert.labels(),
        alert.annotations(),
        alert.startedAt().toString(),
        alert.firedAt().toString(),
        alert.resolvedAt().map(Instant::toString).orElse(""),
        alert.causes(),
        changes.isIncomplete(alert));
  }
}
