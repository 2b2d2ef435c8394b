package dev.gantry.app.definition;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import dev.gantry.app.definition.PublishedDefinitions.Newest;
import dev.gantry.topologies.definition.DefinitionName;
import dev.gantry.topologies.definition.ParsedDefinition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How definitions differ from those in Kafka.
 *
 * @param differences those that are new or say something else, in the order given
 * @param same how many say the same
 * @param onlyInKafka those in Kafka that were not given
 */
record DefinitionChanges(List<Difference> differences, int same, List<Newest> onlyInKafka) {

  private static final int LINES_AROUND = 2;

  /**
   * A definition that differs.
   *
   * @param name which one
   * @param file where it was read from
   * @param version the version it differs from; 0 when it is new
   * @param lines the changed lines with those around them, as a unified diff has them
   */
  record Difference(DefinitionName name, String file, int version, List<String> lines) {}

  static DefinitionChanges of(List<ParsedDefinition> definitions, List<Newest> newest) {
    Map<DefinitionName, Newest> left = new LinkedHashMap<>();
    newest.forEach(each -> left.put(each.name(), each));
    List<Difference> differences = new ArrayList<>();
    for (ParsedDefinition definition : definitions) {
      Optional<Newest> known = Optional.ofNullable(left.remove(definition.name()));
      Optional<ParsedDefinition> before = known.flatMap(each -> each.version().parsed());
      if (before.map(ParsedDefinition::canonical).equals(Optional.of(definition.canonical()))) {
        continue;
      }
      differences.add(
          new Difference(
              definition.name(),
              definition.file(),
              known.map(each -> each.version().version()).orElse(0),
              lines(
                  before.map(ParsedDefinition::document).orElse(""),
                  definition.file(),
                  definition.document())));
    }
    left.values().removeIf(each -> !each.exists());
    return new DefinitionChanges(
        differences, definitions.size() - differences.size(), List.copyOf(left.values()));
  }

  private static List<String> lines(String before, String file, String after) {
    List<String> old = before.lines().toList();
    List<String> now = after.lines().toList();
    return UnifiedDiffUtils.generateUnifiedDiff(
        "published", file, old, DiffUtils.diff(old, now), LINES_AROUND);
  }

  /** The changed lines of a definition, all of one that is only in Kafka; else none. */
  List<String> linesOf(DefinitionName name) {
    Stream<List<String>> changed =
        differences.stream().filter(each -> each.name().equals(name)).map(Difference::lines);
    Stream<List<String>> ended =
        onlyInKafka.stream()
            .filter(each -> each.name().equals(name))
            .map(each -> lines(each.version().record().getDocument(), "nothing", ""));
    return Stream.concat(changed, ended).findFirst().orElse(List.of());
  }
}
