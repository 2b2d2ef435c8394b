package dev.gantry.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonFaultsTest {

  private static String fault(String json) {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    return catchThrowableOfType(MalformedRecordException.class, () -> JsonText.parse(bytes))
        .explanation();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{oops | column 2: expected a name in double quotes, found 'o'",
        "{'a' 1} | column 6: expected ':' after a name, found '1'",
        "{'a':1 'b':2} | column 8: expected ',' or '}', found '\"'",
        "{'a':[1 2]} | column 9: expected ',' or ']', found '2'",
        "{'a':1 | column 7: expected the bracket closed that was opened last, found its end",
        "{'a':[1} | column 8: expected the bracket closed that was opened last, found '}'",
        "{'a':'b | column 8: expected the text closed by a double quote, found its end",
        "{'a':'b\\q'} | column 9: expected an escape such as \\n or \\u00e9, found 'q'",
        "{'a':yes} | column 6: expected a text in double quotes, a number, true, false, null,"
            + " {...} or [...], found 'yes'",
        "{'a':NaN} | column 9: expected a text in double quotes, a number, true, false, null,"
            + " {...} or [...], found 'NaN'",
        "{'a':01} | column 7: expected a number such as 0.5, -3 or 1e6, found '1'",
        "{'a':1.} | column 7: expected a number such as 0.5, -3 or 1e6, found '.'",
        "{'a':/*b*/1} | column 6: expected a value, as JSON has no comments, found '/'",
        "{'a':1,'a':2} | column 11: expected every name once, found 'a' again",
        "{'a':1} {} | column 9: expected its end after one value, found more",
      })
  void shouldSayWhereWhatWasExpected(String json, String message) {
    assertThat(fault(json.replace('\'', '"'))).startsWith("not JSON at " + message);
  }

  @Test
  void shouldNameTheLineOfSeveral() {
    assertThat(fault("{\n  \"a\": 1\n  \"b\": 2\n}"))
        .isEqualTo("not JSON at line 3, column 3: expected ',' or '}', found '\"'");
  }

  @Test
  void shouldSayWhatIsTooMuch() {
    assertThat(fault("[".repeat(100))).contains("a document nesting depth of at most 64");
    assertThat(fault("[" + "1".repeat(2_000) + "]"))
        .contains("a number value length of at most 1000, found more");
  }

  @Test
  void shouldNotSpeakOfTheParserWhateverIsLeftOutOrPutIn() {
    String whole = "{\"a\": [1, -2.5e3, \"b\\n\\u00e9\", true, null], \"c\": {\"d\": \"é\"}}";
    for (int i = 0; i < whole.length(); i++) {
      mayBeWrong(whole.substring(0, i));
      mayBeWrong(whole.substring(0, i) + whole.substring(i + 1));
      for (char c : new char[] {'\u0001', '#', '"', '€', '}', '\\', '1'}) {
        mayBeWrong(whole.substring(0, i) + c + whole.substring(i));
      }
    }
  }

  private static void mayBeWrong(String json) {
    try {
      JsonText.parse(json.getBytes(StandardCharsets.UTF_8));
    } catch (MalformedRecordException e) {
      assertThat(e.explanation())
          .matches("not JSON at column \\d+: expected .+, found .+")
          .doesNotContain("Source", "JsonReadFeature", "Unexpected", "jackson", "CTRL-CHAR");
    }
  }
}
