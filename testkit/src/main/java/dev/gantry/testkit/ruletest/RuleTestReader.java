package dev.gantry.testkit.ruletest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gantry.testkit.Simulation;
import dev.gantry.topologies.definition.DefinitionParser;
import dev.gantry.topologies.definition.DefinitionTexts;
import dev.gantry.topologies.definition.Fields;
import dev.gantry.topologies.definition.Lists;
import dev.gantry.topologies.definition.ParseResult;
import dev.gantry.topologies.definition.ParsedDefinition;
import dev.gantry.topologies.definition.Problem;
import dev.gantry.topologies.definition.Problems;
import dev.gantry.topologies.definition.YamlDocuments;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Reads a file of rule tests, and finds everything wrong in it at once. */
final class RuleTestReader {

  private static final String TEST = "{name, input_events, alert_rule_test}";

  private final DefinitionParser parser;
  private final Path file;
  private final Problems problems;

  RuleTestReader(DefinitionParser parser, Path file) {
    this.parser = parser;
    this.file = file;
    this.problems = new Problems(file.toString());
  }

  /** What was read, and what is wrong in the files of rules that it names. */
  record Read(List<RuleTestCase> cases, List<Problem> problems) {}

  private static String found(List<YamlDocuments.Document> documents) {
    return switch (documents.size()) {
      case 0 -> "nothing";
      case 1 -> Problems.describe(documents.get(0).root());
      default -> documents.size() + " documents";
    };
  }

  Read read(String text) {
    List<YamlDocuments.Document> documents = YamlDocuments.read(file.toString(), text, problems);
    if (problems.count() == 0
        && (documents.size() != 1 || !(documents.get(0).root() instanceof MappingNode))) {
      problems.at(1, 1, "", "one document with rule_files and tests", found(documents));
    }
    if (problems.count() > 0) {
      return new Read(List.of(), problems.all());
    }
    Fields fields = new Fields(problems, "", (MappingNode) documents.get(0).root());
    List<Problem> ofRules = new ArrayList<>();
    List<ParsedDefinition> definitions = definitions(fields, ofRules);
    Instant start = start(fields);
    Map<String, ObjectNode> defaults = EventReader.defaults(fields, Map.of());
    Set<String> rules = new TreeSet<>();
    definitions.forEach(each -> each.rule().ifPresent(rule -> rules.add(rule.alert())));
    List<RuleTestCase> cases = new ArrayList<>();
    Set<String> names = new TreeSet<>();
    for (Fields test : Lists.requiredMappings(fields, "tests", TEST)) {
      cases.add(test(test, definitions, start, defaults, rules, names));
    }
    fields.finish();
    List<Problem> all = new ArrayList<>(ofRules);
    all.addAll(problems.all());
    return new Read(cases, all);
  }

  private List<ParsedDefinition> definitions(Fields fields, List<Problem> ofRules) {
    String expected = "a list of files or directories of definitions, relative to this file";
    List<String> names = fields.texts("rule_files", expected);
    if (names.isEmpty()) {
      fields.missing("rule_files", expected);
      return List.of();
    }
    List<Path> paths = names.stream().map(this::beside).toList();
    DefinitionTexts texts = DefinitionTexts.read(paths);
    if (!texts.problems().isEmpty()) {
      Node at = fields.find("rule_files").orElseThrow();
      for (Problem problem : texts.problems()) {
        problems.at(
            at, "rule_files", problem.expected(), problem.found() + " (" + problem.file() + ")");
      }
    }
    ParseResult parsed = parser.parse(texts.texts());
    ofRules.addAll(parsed.problems());
    return parsed.definitions();
  }

  private Path beside(String name) {
    Path beside = file.toAbsolutePath().resolveSibling(name).normalize();
    Path here = Path.of("").toAbsolutePath();
    return beside.startsWith(here) ? here.relativize(beside) : beside;
  }

  private static Instant start(Fields fields) {
    Optional<String> text = timeText(fields);
    try {
      return text.map(Instant::parse).orElse(Simulation.START);
    } catch (DateTimeParseException e) {
      fields.refuse("start_time", "a time such as 2026-02-08T10:00:00Z");
      return Simulation.START;
    }
  }

  /** A time needs no quotes here. */
  private static Optional<String> timeText(Fields fields) {
    return fields
        .find("start_time")
        .filter(node -> node instanceof ScalarNode)
        .map(node -> ((ScalarNode) node).getValue());
  }

  private RuleTestCase test(
      Fields test,
      List<ParsedDefinition> definitions,
      Instant start,
      Map<String, ObjectNode> outer,
      Set<String> rules,
      Set<String> names) {
    int line = test.node().getStartMark().getLine() + 1;
    String name = test.requiredText("name", "what the test shows, in words").orElse("");
    if (!name.isEmpty() && !names.add(name)) {
      test.refuse("name", "a name of its own", "it twice");
    }
    Map<String, ObjectNode> defaults = EventReader.defaults(test, outer);
    List<GivenEvent> events = EventReader.events(test, defaults);
    List<Expectation> expectations = ExpectationReader.expectations(test, rules);
    test.finish();
    return new RuleTestCase(file.toString(), line, name, definitions, start, events, expectations);
  }
}
