package dev.gantry.app.definition;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import dev.gantry.app.JsonLine;
import dev.gantry.app.config.Connection;
import dev.gantry.app.config.ConnectionOptions;
import dev.gantry.topologies.definition.ParsedDefinition;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
          + " else than those in Kafka. Layout, comments and the order of fields are no difference.",
      "Those that are only in Kafka are told of and are none either: apply leaves them."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Exit codes: 0 nothing differs, 1 something does or is wrong, 2 the command line is.",
      "Example: gantry diff -f definitions/ --config gantry.yaml"
    })
public final class DiffCommand implements Callable<Integer> {

  private static final int LINES_AROUND = 2;

  @Spec CommandSpec spec;
  @Mixin ConnectionOptions connection = new ConnectionOptions();
  @Mixin PathOptions files = new PathOptions();

  @Option(names = "--json", description = "One JSON object.")
  boolean json;

  private record Difference(String kind, String id, String file, int version, List<String> lines) {}

  private record Name(String kind, String id) {}

  private record Report(List<Difference> differences, int same, List<Name> onlyInKafka) {}

  @Override
  public Integer call() {
    Connection to = connection.connection();
    List<ParsedDefinition> definitions = files.read(to.settings());
    Report report;
    try (PublishedDefinitions published = PublishedDefinitions.of(to)) {
      report = compare(definitions, published.newest());
    }
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(JsonLine.of(report));
    } else {
      print(report, out);
    }
    out.flush();
    return report.differences().isEmpty() ? 0 : 1;
  }

  private static Report compare(
      List<ParsedDefinition> definitions, List<PublishedDefinitions.Newest> newest) {
    Map<Name, PublishedDefinitions.Newest> left = new LinkedHashMap<>();
    newest.forEach(each -> left.put(new Name(each.kind().word(), each.version().id()), each));
    List<Difference> differences = new ArrayList<>();
    for (ParsedDefinition definition : definitions) {
      Name name = new Name(definition.kind().word(), definition.id());
      Optional<PublishedDefinitions.Newest> known = Optional.ofNullable(left.remove(name));
      Optional<ParsedDefinition> before = known.flatMap(each -> each.version().parsed());
      if (before.map(ParsedDefinition::canonical).equals(Optional.of(definition.canonical()))) {
        continue;
      }
      differences.add(
          new Difference(
              name.kind(),
              name.id(),
              definition.file(),
              known.map(each -> each.version().version()).orElse(0),
              lines(before.map(ParsedDefinition::document).orElse(""), definition)));
    }
    left.values().removeIf(each -> !each.exists());
    return new Report(
        differences, definitions.size() - differences.size(), List.copyOf(left.keySet()));
  }

  /** The changed lines with those around them, as a unified diff has them. */
  private static List<String> lines(String before, ParsedDefinition definition) {
    List<String> old = before.lines().toList();
    List<String> now = definition.document().lines().toList();
    return UnifiedDiffUtils.generateUnifiedDiff(
        "published", definition.file(), old, DiffUtils.diff(old, now), LINES_AROUND);
  }

  private static void print(Report report, PrintWriter out) {
    for (Difference each : report.differences()) {
      out.printf(
          "%s %s (%s): %s%n",
          each.kind(),
          each.id(),
          each.file(),
          each.version() == 0 ? "new" : "differs from version " + each.version());
      each.lines().forEach(line -> out.println("  " + line));
    }
    for (Name each : report.onlyInKafka()) {
      out.printf("%s %s: only in Kafka%n", each.kind(), each.id());
    }
    out.printf(
        "%d %s, %d the same, %d only in Kafka%n",
        report.differences().size(),
        report.differences().size() == 1 ? "differs" : "differ",
        report.same(),
        report.onlyInKafka().size());
  }
}
