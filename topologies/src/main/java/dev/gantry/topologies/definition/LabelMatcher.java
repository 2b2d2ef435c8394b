package dev.gantry.topologies.definition;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;

/**
 * What a label has to be, as Alertmanager writes it: {@code severity="critical"}, {@code
 * site!="yard"}, {@code alert=~"camera_.*"}, {@code segment!~"ramp-[0-9]+"}. A pattern is one of
 * RE2, which take time in proportion to the text, and has to match the whole value.
 *
 * @param label name of the label
 * @param value tells whether a value will do; of a label that is absent, the empty text
 */
record LabelMatcher(String label, Predicate<String> value) {

  static final String EXPECTED = "a matcher such as severity=\"critical\" or alert=~\"camera_.*\"";

  private static final java.util.regex.Pattern FORM =
      java.util.regex.Pattern.compile(
          "\\s*([a-zA-Z_][a-zA-Z0-9_]*)\\s*(=~|!~|!=|=)\\s*"
              + "(?:\"((?:[^\"\\\\]|\\\\[\"\\\\])*)\"|([^\\s\"{},]*))\\s*");

  /**
   * The matcher that a text describes.
   *
   * @throws IllegalArgumentException saying what is wrong
   */
  static LabelMatcher parse(String text) {
    Matcher parts = FORM.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException(Problems.quote(text));
    }
    String value =
        Optional.ofNullable(parts.group(3))
            .map(quoted -> quoted.replaceAll("\\\\(.)", "$1"))
            .orElseGet(() -> parts.group(4));
    Predicate<String> matches = parts.group(2).endsWith("~") ? pattern(value) : value::equals;
    return new LabelMatcher(
        parts.group(1), parts.group(2).startsWith("!") ? matches.negate() : matches);
  }

  private static Predicate<String> pattern(String expression) {
    try {
      return Pattern.compile(expression)::matches;
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          Problems.quote(expression) + " (" + e.getDescription() + ")", e);
    }
  }
}
