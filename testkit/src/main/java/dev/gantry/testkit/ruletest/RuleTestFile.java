package dev.gantry.testkit.ruletest;

import dev.gantry.topologies.config.TopologiesConfig;
import dev.gantry.topologies.definition.DefinitionException;
import dev.gantry.topologies.definition.DefinitionParser;
import dev.gantry.topologies.definition.DefinitionTexts;
import dev.gantry.topologies.definition.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A file of rule tests: the rules it is about, and for each test events in and alerts out. The
 * format is that of {@code promtool test rules}, with events in place of series.
 *
 * @param name name of the file, as it was given
 * @param cases its tests, in their order
 */
public record RuleTestFile(String name, List<RuleTestCase> cases) {

  public RuleTestFile {
    cases = List.copyOf(cases);
  }

  /**
   * Reads a file and the definitions that it names.
   *
   * @throws DefinitionException with everything wrong in them
   */
  public static RuleTestFile read(Path file) {
    return read(file, TopologiesConfig.DEFAULT);
  }

  /**
   * As above, for an installation whose settings are not those by default.
   *
   * @param config its settings; they count for the check of the rules, a test is run with its own
   * @throws DefinitionException with everything wrong in them
   */
  public static RuleTestFile read(Path file, TopologiesConfig config) {
    if (Files.isDirectory(file)) {
      throw new DefinitionException(
          List.of(new Problem(file.toString(), 0, 0, "", "a file of tests", "a directory")));
    }
    Map<String, String> text = DefinitionTexts.read(List.of(file)).orThrow();
    RuleTestReader.Read read =
        new RuleTestReader(DefinitionParser.of(config), file).read(String.join("", text.values()));
    if (!read.problems().isEmpty()) {
      throw new DefinitionException(read.problems());
    }
    return new RuleTestFile(file.toString(), read.cases());
  }
}
