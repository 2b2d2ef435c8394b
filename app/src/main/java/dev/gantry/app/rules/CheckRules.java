package dev.gantry.app.rules;

import dev.gantry.app.JsonLine;
import dev.gantry.app.config.ConfigOption;
import dev.gantry.topologies.definition.DefinedNames;
import dev.gantry.topologies.definition.DefinitionParser;
import dev.gantry.topologies.definition.DefinitionTexts;
import dev.gantry.topologies.definition.ParseResult;
import dev.gantry.topologies.definition.ParsedDefinition;
import dev.gantry.topologies.definition.Problem;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code gantry rules check}. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description = {
      "Checks definitions of every kind as gantry apply would, without Kafka: fields, values,"
          + " expressions and templates. Tells everything that is wrong, with file, line, column"
          + " and field. What they name in other documents, such as contacts, has to be among"
          + " them.",
      "Of a directory, and of those in it that are not hidden, it reads the files that end in"
          + " .yaml, .yml or .json, but no .test.yaml."
    },
    footer = {
      "",
      "Exit codes: 0 all is right, 1 something is wrong, 2 the command line is.",
      "Example: gantry rules check definitions/ extra/night.yaml"
    })
final class CheckRules implements Callable<Integer> {

  @Spec CommandSpec spec;
  @Mixin ConfigOption config = new ConfigOption();

  @Parameters(arity = "1..*", paramLabel = "PATH", description = "Files and directories.")
  List<Path> paths = new ArrayList<>();

  @Option(names = "--json", description = "One JSON object.")
  boolean json;

  private record Report(int files, Map<String, Long> definitions, List<Problem> problems) {}

  @Override
  public Integer call() {
    DefinitionTexts texts = DefinitionTexts.read(paths);
    ParseResult result =
        DefinedNames.check(DefinitionParser.of(config.settings()).parse(texts.texts()));
    List<Problem> problems = new ArrayList<>(texts.problems());
    problems.addAll(result.problems());
    if (problems.isEmpty() && result.definitions().isEmpty()) {
      problems.add(new Problem(paths.get(0).toString(), 0, 0, "", "a definition", "none"));
    }
    Report report = new Report(texts.texts().size(), byKind(result), problems);
    if (json) {
      spec.commandLine().getOut().println(JsonLine.of(report));
    } else {
      print(report);
    }
    spec.commandLine().getOut().flush();
    return problems.isEmpty() ? 0 : 1;
  }

  private static Map<String, Long> byKind(ParseResult result) {
    return result.definitions().stream()
        .map(ParsedDefinition::kind)
        .collect(Collectors.groupingBy(kind -> kind.word(), TreeMap::new, Collectors.counting()));
  }

  private void print(Report report) {
    PrintWriter err = spec.commandLine().getErr();
    report.problems().forEach(err::println);
    err.flush();
    String right =
        report.definitions().entrySet().stream()
            .map(entry -> entry.getValue() + " " + entry.getKey())
            .collect(Collectors.joining(", "));
    spec.commandLine()
        .getOut()
        .printf(
            "%s: %s%s%n",
            counted(report.files(), "file"),
            right.isEmpty() ? "nothing that could be published" : right + " right",
            report.problems().isEmpty() ? "" : "; " + counted(report.problems().size(), "problem"));
  }

  private static String counted(int count, String what) {
    return count + " " + what + (count == 1 ? "" : "s");
  }
}
