package dev.gantry.app.definition;

import dev.gantry.app.JsonLine;
import dev.gantry.app.config.Connection;
import dev.gantry.app.config.ConnectionOptions;
import dev.gantry.topologies.definition.ParsedDefinition;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code gantry diff}. */
@Command(
    name = "diff",
    description = {
      "Says what gantry apply would change, line by line: definitions that are new or say something"
          + " else than those in Kafka. Layout, comments and the order of fields are no"
          + " difference.",
      "Those that are only in Kafka are told of and are none either: apply leaves them without"
          + " --prune, and gantry delete ends them."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Exit codes: 0 nothing differs, 1 something does or is wrong, 2 the command line is.",
      "Example: gantry diff -f definitions/ --config gantry.yaml"
    })
public final class DiffCommand implements Callable<Integer> {

  @Spec CommandSpec spec;
  @Mixin ConnectionOptions connection = new ConnectionOptions();
  @Mixin PathOptions files = new PathOptions();

  @Option(names = "--json", description = "One JSON object.")
  boolean json;

  private record Row(String kind, String id, String file, int version, List<String> lines) {}

  private record Name(String kind, String id) {}

  private record Report(List<Row> differences, int same, List<Name> onlyInKafka) {}

  @Override
  public Integer call() {
    Connection to = connection.connection();
    List<ParsedDefinition> definitions = files.read(to.settings());
    DefinitionChanges changes;
    try (PublishedDefinitions published = PublishedDefinitions.of(to)) {
      changes = DefinitionChanges.of(definitions, published.newest());
    }
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(JsonLine.of(report(changes)));
    } else {
      print(changes, out);
    }
    out.flush();
    return changes.differences().isEmpty() ? 0 : 1;
  }

  private static Report report(DefinitionChanges changes) {
    return new Report(
        changes.differences().stream()
            .map(
                each ->
                    new Row(
                        each.name().kind().word(),
                        each.name().id(),
                        each.file(),
                        each.version(),
                        each.lines()))
            .toList(),
        changes.same(),
        changes.onlyInKafka().stream()
            .map(each -> new Name(each.kind().word(), each.version().id()))
            .toList());
  }

  private static void print(DefinitionChanges changes, PrintWriter out) {
    for (DefinitionChanges.Difference each : changes.differences()) {
      out.printf(
          "%s %s (%s): %s%n",
          each.name().kind().word(),
          each.name().id(),
          each.file(),
          each.version() == 0 ? "new" : "differs from version " + each.version());
      each.lines().forEach(line -> out.println("  " + line));
    }
    for (PublishedDefinitions.Newest each : changes.onlyInKafka()) {
      out.printf("%s %s: only in Kafka%n", each.kind().word(), each.version().id());
    }
    out.printf(
        "%d %s, %d the same, %d only in Kafka%n",
        changes.differences().size(),
        changes.differences().size() == 1 ? "differs" : "differ",
        changes.same(),
        changes.onlyInKafka().size());
  }
}
