package dev.gantry.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.testkit.ruletest.RuleTestCase;
import dev.gantry.testkit.ruletest.RuleTestFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Holds the chapter of docs/rules.md about tests to the code: its examples run. */
final class RulesPageExamplesTest {

  private static final Path PAGE = Path.of("..", "docs", "rules.md");
  private static final Path EXAMPLE =
      Path.of(
          "src", "test", "java", "dev", "gantry", "testkit", "example", "WrongWayRuleTest.java");
  private static final Pattern BLOCK = Pattern.compile("```yaml( test)?\n(.*?)```", Pattern.DOTALL);

  @TempDir private Path dir;

  @Test
  void shouldRunTheTestsOfThePageOnTheRuleBeforeThem() throws IOException {
    List<RuleTestCase> cases = new ArrayList<>();
    Matcher block = BLOCK.matcher(Files.readString(PAGE));
    String rule = "";
    while (block.find()) {
      if (block.group(1) == null) {
        rule = block.group(2);
      } else {
        Files.writeString(dir.resolve("rules.yaml"), rule);
        Path file = Files.writeString(dir.resolve("rules.test.yaml"), block.group(2));
        cases.addAll(RuleTestFile.read(file).cases());
      }
    }

    assertThat(cases).hasSizeGreaterThan(3);
    cases.forEach(test -> test.run().orThrow());
  }

  @Test
  void shouldShowATestInJavaThatIsOne() throws IOException {
    assertThat(Files.readString(PAGE)).contains("```java\n" + Files.readString(EXAMPLE) + "```\n");
  }
}
