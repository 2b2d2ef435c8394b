package dev.gantry.app.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.app.process.GantryProcess;
import dev.gantry.ingest.city.CityDefinitions;
import dev.gantry.testkit.ruletest.RuleTestCase;
import dev.gantry.testkit.ruletest.RuleTestFile;
import dev.gantry.topologies.definition.ParsedDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every rule that is shipped has a scenario that fires it, and one that looks alike and does not.
 */
final class ShippedRulesTest {

  private static final Path SHIPPED =
      Path.of("..", "ingest-adapters", "src", "main", "resources", "dev", "gantry", "ingest");

  static List<RuleTestCase> scenarios() throws IOException {
    return scenarios(SHIPPED);
  }

  private static List<RuleTestCase> scenarios(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files
          .filter(file -> file.toString().endsWith(".test.yaml"))
          .sorted()
          .flatMap(file -> RuleTestFile.read(file).cases().stream())
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void shouldDoWhatTheScenarioSays(RuleTestCase scenario) {
    scenario.run().orThrow();
  }

  @Test
  void shouldBeToldOfOnTheirPage() throws IOException {
    String page = Files.readString(Path.of("..", "docs", "shipped-rules.md"));
    assertThat(
            GantryProcess.definitionParser().parse("rules", CityDefinitions.rulesYaml()).orThrow())
        .hasSize(34)
        .allSatisfy(rule -> assertThat(page).contains("`" + rule.id() + "`"));
  }

  @Test
  void shouldHaveAScenarioThatFiresAndOneThatDoesNotForEveryRule() throws IOException {
    try (Stream<Path> files = Files.walk(SHIPPED)) {
      for (Path rules : files.filter(file -> file.endsWith("rules.yaml")).toList()) {
        Set<String> fire = new TreeSet<>();
        Set<String> doNot = new TreeSet<>();
        for (RuleTestCase scenario : scenarios(rules.resolveSibling(""))) {
          fire.addAll(scenario.rulesThatFire());
          doNot.addAll(scenario.rulesThatDoNot());
        }
        List<String> shipped =
            GantryProcess.definitionParser()
                .parse("rules", Files.readString(rules))
                .orThrow()
                .stream()
                .map(ParsedDefinition::id)
                .toList();

        assertThat(fire).as("rules that a scenario of %s fires", rules).containsAll(shipped);
        assertThat(doNot).as("rules that a scenario of %s leaves", rules).containsAll(shipped);
      }
    }
  }
}
