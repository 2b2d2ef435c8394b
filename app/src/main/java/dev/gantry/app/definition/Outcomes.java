package dev.gantry.app.definition;

import dev.gantry.app.JsonLine;
import dev.gantry.topologies.definition.DefinitionName;
import dev.gantry.topologies.definition.DefinitionPublisher.Published;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What became of definitions, for people and for scripts. */
final class Outcomes {

  private final Optional<Instant> from;
  private final Function<DefinitionName, List<String>> lines;

  /**
   * Of definitions that were published or ended.
   *
   * @param from the event time that was stated
   */
  Outcomes(Optional<Instant> from) {
    this(from, name -> List.of());
  }

  private Outcomes(Optional<Instant> from, Function<DefinitionName, List<String>> lines) {
    this.from = from;
    this.lines = lines;
  }

  /** With the lines of each definition that would change. */
  Outcomes with(DefinitionChanges changes) {
    return new Outcomes(from, changes::linesOf);
  }

  private record Row(
      String kind,
      String id,
      int version,
      boolean changed,
      boolean ended,
      String from,
      List<String> lines) {

    String change() {
      if (!changed) {
        return ", unchanged";
      }
      return ended ? ", its end" : "";
    }
  }

  void print(List<Published> published, boolean json, PrintWriter out) {
    List<Row> rows = published.stream().map(this::row).toList();
    if (json) {
      out.println(JsonLine.of(rows));
    } else {
      rows.forEach(row -> print(row, out));
    }
    out.flush();
  }

  private Row row(Published each) {
    return new Row(
        each.kind().word(),
        each.id(),
        each.version(),
        each.changed(),
        each.ended(),
        from.filter(stated -> each.changed()).map(Instant::toString).orElse(""),
        lines.apply(new DefinitionName(each.kind(), each.id())));
  }

  private void print(Row row, PrintWriter out) {
    out.printf(
        "%s %s: version %d%s%s%n",
        row.kind(),
        row.id(),
        row.version(),
        row.change(),
        row.from().isEmpty() ? "" : ", from " + row.from());
    row.lines().forEach(line -> out.println("  " + line));
  }
}
