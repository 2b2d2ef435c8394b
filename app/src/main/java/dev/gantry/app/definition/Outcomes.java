package dev.gantry.app.definition;

import dev.gantry.app.JsonLine;
import dev.gantry.topologies.definition.DefinitionPublisher.Published;
import java.io.PrintWriter;
import java.util.List;

/** What became of definitions, for people and for scripts. */
final class Outcomes {

  private Outcomes() {}

  private record Row(String kind, String id, int version, boolean changed) {}

  static void print(List<Published> published, boolean json, PrintWriter out) {
    if (json) {
      out.println(
          JsonLine.of(
              published.stream()
                  .map(
                      each ->
                          new Row(each.kind().word(), each.id(), each.version(), each.changed()))
                  .toList()));
    } else {
      for (Published each : published) {
        out.printf(
            "%s %s: version %d%s%n",
            each.kind().word(), each.id(), each.version(), each.changed() ? "" : ", unchanged");
      }
    }
    out.flush();
  }
}
