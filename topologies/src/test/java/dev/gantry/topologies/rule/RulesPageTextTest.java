package dev.gantry.topologies.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.topologies.config.TopologiesConfig;
import dev.gantry.topologies.definition.DefinitionParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Holds what docs/rules.md says around its examples to the code. */
class RulesPageTextTest {

  private static final Pattern BLOCK = Pattern.compile("```([a-z -]+)\\n(.*?)```", Pattern.DOTALL);
  private static final Pattern CODE = Pattern.compile("`([^`\\n]+)`");

  /** A field of a record stands in it. */
  private static final Pattern MENTION =
      Pattern.compile(
          "\\b(track|detection|segment|anomaly|camera|task|auth|finding|event)\\.[a-z_]+");

  private final List<MatchResult> blocks = new ArrayList<>();
  private String page = "";

  @BeforeEach
  void read() throws IOException {
    page = Files.readString(Path.of("..", "docs", "rules.md"));
    blocks.addAll(BLOCK.matcher(page).results().toList());
  }

  @Test
  void shouldShowWhatEveryRuleDoes() {
    for (int i = 0; i < blocks.size(); i++) {
      if (kind(i).equals("yaml")) {
        assertThat(kind(i + 1)).as(content(i)).isIn("events", "yaml test");
      }
    }
  }

  @Test
  void shouldTellOfMistakesAsThePageSays() {
    DefinitionParser parser = DefinitionParser.of(TopologiesConfig.DEFAULT);
    int wrong = 0;
    for (int i = 0; i < blocks.size(); i++) {
      if (kind(i).equals("yaml wrong")) {
        String told =
            parser.parse("rules.yaml", content(i)).problems().stream()
                .map(problem -> problem + "\n")
                .collect(Collectors.joining());
        assertThat(kind(i + 1)).isEqualTo("text wrong");
        assertThat(told).isEqualTo(content(i + 1));
        wrong++;
      }
    }
    assertThat(wrong).isGreaterThan(1);
  }

  @Test
  void shouldMentionOnlyFieldsAndExpressionsThatThereAre() {
    List<String> mentions =
        CODE.matcher(BLOCK.matcher(page).replaceAll(""))
            .results()
            .map(code -> code.group(1))
            .filter(code -> MENTION.matcher(code).find() && !code.startsWith("{{"))
            .toList();

    assertThat(mentions).hasSizeGreaterThan(100);
    assertThat(mentions).allMatch(RulesPageTextTest::isKnown);
  }

  private static boolean isKnown(String mention) {
    return RuleStreams.list().stream()
        .anyMatch(
            stream ->
                OwnValues.find(stream, mention).isPresent()
                    || compiles(stream, mention)
                    || compiles(stream, "(" + mention + ") == (" + mention + ")"));
  }

  private static boolean compiles(RuleStream stream, String expr) {
    return new RuleLanguage().compile("expr", expr, stream, new ArrayList<>()).isPresent();
  }

  private String kind(int block) {
    return block < blocks.size() ? blocks.get(block).group(1) : "";
  }

  private String content(int block) {
    return blocks.get(block).group(2);
  }
}
