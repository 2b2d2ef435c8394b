package dev.gantry.topologies.definition;

import dev.gantry.topologies.config.TopologiesConfig;
import dev.gantry.topologies.rule.LanguageRuleChecker;
import dev.gantry.topologies.rule.RuleChecker;
import dev.gantry.topologies.rule.RuleLanguage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Reads definitions from YAML (or JSON, which is YAML too), several documents a file, and finds
 * everything wrong at once: unknown fields, wrong types, values out of range, expressions that do
 * not compile. Thread-safe.
 */
public final class DefinitionParser {

  private final RuleReader rules;

  /**
   * @param checker checks the expressions and templates of rules
   */
  public DefinitionParser(RuleChecker checker) {
    this.rules = new RuleReader(checker);
  }

  /** One that checks rules by compiling them, as a process with these settings would. */
  public static DefinitionParser of(TopologiesConfig config) {
    return new DefinitionParser(
        new LanguageRuleChecker(new RuleLanguage(), config.alerting().scopeLabel()));
  }

  /**
   * Reads one file.
   *
   * @param file its name, for messages
   * @param text its content
   */
  public ParseResult parse(String file, String text) {
    return parse(Map.of(file, text));
  }

  /**
   * Reads several files, in the order of the map; an id may be defined once in all of them. The
   * versions of the values are 1.
   *
   * @param texts content by name of file
   */
  public ParseResult parse(Map<String, String> texts) {
    List<ParsedDefinition> definitions = new ArrayList<>();
    List<Problem> problems = new ArrayList<>();
    Map<String, ParsedDefinition> seen = new HashMap<>();
    texts.forEach(
        (file, text) -> {
          Problems found = new Problems(file);
          for (YamlDocuments.Document document : YamlDocuments.read(file, text, found)) {
            Problems own = new Problems(file);
            Optional<ParsedDefinition> parsed = parse(document, own, 1);
            parsed.ifPresent(definition -> refuseSecond(definition, document, seen, own));
            found.addAll(own);
            parsed.filter(definition -> own.count() == 0).ifPresent(definitions::add);
          }
          problems.addAll(found.all());
        });
    return new ParseResult(definitions, problems);
  }

  /**
   * Reads a single document that was published.
   *
   * @param name where it is from, for messages
   * @param text the document
   * @param version its version, 1 or more
   * @throws DefinitionException with every problem
   */
  public ParsedDefinition parsePublished(String name, String text, int version) {
    Problems problems = new Problems(name);
    List<YamlDocuments.Document> documents = YamlDocuments.read(name, text, problems);
    if (problems.count() == 0 && documents.size() != 1) {
      problems.at(1, 1, "", "one document", documents.size() + " documents");
    }
    Optional<ParsedDefinition> parsed =
        problems.count() > 0 ? Optional.empty() : parse(documents.get(0), problems, version);
    if (problems.count() > 0 || parsed.isEmpty()) {
      throw new DefinitionException(problems.all());
    }
    return parsed.get();
  }

  private static void refuseSecond(
      ParsedDefinition definition,
      YamlDocuments.Document document,
      Map<String, ParsedDefinition> seen,
      Problems problems) {
    String key = definition.kind().word() + "|" + definition.id();
    ParsedDefinition first = seen.putIfAbsent(key, definition);
    if (first != null) {
      problems.at(
          document.root(),
          definition.kind().idField(),
          "every " + definition.kind().word() + " once",
          "'" + definition.id() + "', already defined at " + first.file() + ":" + first.line());
    }
  }

  private Optional<ParsedDefinition> parse(
      YamlDocuments.Document document, Problems problems, int version) {
    if (!(document.root() instanceof MappingNode root)) {
      if (!document.root().getTag().equals(Tag.NULL)) {
        problems.at(document.root(), "", "a mapping with the field kind");
      }
      return Optional.empty();
    }
    Fields fields = new Fields(problems, "", root);
    Optional<DefinitionKind> kind = kind(fields);
    return kind.flatMap(known -> value(known, document, fields, version))
        .map(
            read ->
                new ParsedDefinition(
                    kind.get(),
                    read.id(),
                    problems.file(),
                    root.getStartMark().getLine() + 1,
                    document.text(),
                    YamlDocuments.canonical(root),
                    read.value()));
  }

  private static Optional<DefinitionKind> kind(Fields fields) {
    Map<String, DefinitionKind> kinds = new LinkedHashMap<>();
    for (DefinitionKind kind : DefinitionKind.values()) {
      kinds.put(kind.word(), kind);
    }
    if (fields.find("kind").isEmpty()) {
      fields.missing("kind", "one of " + String.join(", ", DefinitionKind.words()));
    }
    return fields.choice("kind", kinds);
  }

  private Optional<Read> value(
      DefinitionKind kind, YamlDocuments.Document document, Fields fields, int version) {
    return switch (kind) {
      case CAMERA -> camera(fields, version);
      case RULE ->
          rules
              .read(document, fields, version)
              .map(rule -> new Read(rule.alert(), new ParsedDefinition.RuleValue(rule)));
      case MODEL ->
          ModelReader.read(fields, version)
              .map(model -> new Read(model.id(), new ParsedDefinition.Model(model)));
      case SCHEDULE ->
          ScheduleReader.read(fields, version)
              .map(found -> new Read(found.id(), new ParsedDefinition.ScheduleValue(found)));
      case ROUTING -> linked(fields, Optional.empty(), RoutingReader::read);
      case SILENCE -> linked(fields, Optional.empty(), (all, none) -> SilenceReader.read(all));
      case CONTACT ->
          linked(fields, Optional.of(ContactReader.referent(fields)), ContactReader::read);
      case ON_CALL -> linked(fields, Optional.of(Referent.ON_CALL), OnCallReader::read);
      case CHANNEL ->
          linked(fields, Optional.of(Referent.CHANNEL), (all, none) -> ChannelReader.read(all));
    };
  }

  private static Optional<Read> camera(Fields fields, int version) {
    References references = new References(fields.problems());
    return CameraReader.read(fields, version, references)
        .map(
            camera -> new Read(camera.id(), new ParsedDefinition.Camera(camera, references.all())));
  }

  private static Optional<Read> linked(
      Fields fields,
      Optional<Referent> as,
      BiFunction<Fields, References, Optional<String>> reader) {
    References references = new References(fields.problems());
    return reader
        .apply(fields, references)
        .map(id -> new Read(id, new ParsedDefinition.Linked(as, references.all())));
  }

  private record Read(String id, ParsedDefinition.Value value) {}
}
