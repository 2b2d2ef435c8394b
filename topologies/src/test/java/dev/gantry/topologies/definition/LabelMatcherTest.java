package dev.gantry.topologies.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LabelMatcherTest {

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "severity=\"critical\", critical, true",
        "severity=\"critical\", critical2, false",
        "severity=critical, critical, true",
        "severity = \"critical\" , critical, true",
        "site!=\"yard\", yard, false",
        "site!=\"yard\", harbour, true",
        "alert=~\"camera_.*\", camera_offline, true",
        "alert=~\"camera_.*\", a_camera_offline, false",
        "alert=~\"speeding|queue\", queue, true",
        "alert!~\"camera_.*\", camera_offline, false",
        "alert!~\"camera_.*\", queue, true",
        "summary=\"a \\\"b\\\" \\\\\", a \"b\" \\, true",
      })
  void shouldMatchWholeValuesAsAlertmanagerDoes(String matcher, String value, boolean matches) {
    assertThat(LabelMatcher.parse(matcher).value().test(value)).isEqualTo(matches);
  }

  @Test
  void shouldNameTheLabelAndTakeAnAbsentOneForEmpty() {
    LabelMatcher matcher = LabelMatcher.parse("segment=\"\"");

    assertThat(matcher.label()).isEqualTo("segment");
    assertThat(matcher.value().test("")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "severity",
        "severity>3",
        "=critical",
        "a-b=c",
        "severity=\"critical",
        "a=b c",
        "a==b{",
        "severity=\"a\" site=\"b\"",
      })
  void shouldRefuseWhatIsNoMatcher(String text) {
    assertThatThrownBy(() -> LabelMatcher.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("'" + text + "'");
  }

  @Test
  void shouldSayWhatIsWrongWithAPattern() {
    assertThatThrownBy(() -> LabelMatcher.parse("alert=~\"(camera\""))
        .hasMessage("'(camera' (missing closing ))");
  }

  @Test
  void shouldTakeAHostilePatternInTimeThatGrowsWithTheTextOnly() {
    assertThat(LabelMatcher.parse("a=~\"(x+x+)+y\"").value().test("x".repeat(100_000))).isFalse();
  }
}
