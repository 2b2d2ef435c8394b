package dev.gantry.topologies.definition;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gantry.topologies.rule.LanguageRuleChecker;
import dev.gantry.topologies.rule.RuleLanguage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that can't be read as what they should be, and where. */
class WrongTextsTest {

  @TempDir private Path dir;
  private final DefinitionParser parser =
      new DefinitionParser(new LanguageRuleChecker(new RuleLanguage()));

  @Test
  void shouldSayWhereTextIsInAnotherEncoding() throws IOException {
    assertThatThrownBy(() -> read("kind: rule\nalert: caf\u00e9\n".getBytes(ISO_8859_1)))
        .hasMessageContaining("a.yaml:2:11: expected text in UTF-8, found the byte 0xE9");
  }

  @Test
  void shouldTellWeightsFromText() {
    assertThatThrownBy(() -> read(new byte[] {'P', 'K', 3, 4, 0, 0, (byte) 0x8f, (byte) 0xff}))
        .hasMessageContaining("found a binary file");
    assertThatThrownBy(() -> read(new byte[] {8, 7, (byte) 0x8f, (byte) 0xff}))
        .hasMessageContaining("found a binary file");
  }

  @Test
  void shouldSayWhichCharacterIsNone() {
    assertThat(problems("kind: rule\nalert: a\0\n"))
        .containsExactly("a.yaml:2:9: expected YAML, found the character U+0000");
  }

  @Test
  void shouldSayThingsOnce() {
    assertThat(problems("kind: rule\n\talert: a\n").get(0))
        .startsWith("a.yaml:2:1: expected YAML, found character '\\t(TAB)'");
  }

  @Test
  void shouldSayWhichSignalIsNamedTwice() {
    assertThat(
            problems(
                """
                kind: rule
                alert: a
                signals: {s: {on: auth-events, expr: 'true'}}
                correlation: {type: temporal, rules: [s, s], timespan: 10s}
                """))
        .containsExactly("a.yaml:4:42: correlation.rules[1]: expected each signal once, found 's'");
  }

  @Test
  void shouldSayWhatACorrelatedRuleHasNoPlaceFor() {
    assertThat(
            problems(
                """
                kind: rule
                alert: a
                on: auth-events
                signals: {s: {on: auth-events, expr: 'true'}}
                correlation: {type: event_count, rules: [s], timespan: 10s, condition: {gte: 2}}
                """))
        .containsExactly(
            "a.yaml:3:5: on: expected nothing: a correlated rule says it in signals or correlation,"
                + " found 'auth-events'");
  }

  @Test
  void shouldReadADirectoryThatIsALink() throws IOException {
    Path release = Files.createDirectories(dir.resolve("releases/5"));
    Files.writeString(release.resolve("a.yaml"), "kind: camera\nid: a\n");
    Path current = Files.createSymbolicLink(dir.resolve("current"), release);

    assertThat(DefinitionTexts.read(List.of(current)).orThrow())
        .containsOnlyKeys(current.resolve("a.yaml").toString());
  }

  private void read(byte[] content) throws IOException {
    DefinitionTexts.read(List.of(Files.write(dir.resolve("a.yaml"), content))).orThrow();
  }

  private List<String> problems(String text) {
    return parser.parse("a.yaml", text).problems().stream().map(Problem::toString).toList();
  }
}
