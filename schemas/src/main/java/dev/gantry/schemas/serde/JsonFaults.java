package dev.gantry.schemas.serde;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Says why a text is not JSON. What the parser says of it names its own classes and settings, which
 * are nothing to whoever wrote the text.
 */
final class JsonFaults {

  private static final String END = "its end";

  /** What the parser told, and what was expected then; the first that is found in it counts. */
  private static final List<Cause> CAUSES =
      List.of(
          new Cause("to start field name", "a name in double quotes"),
          new Cause("a colon to separate", "':' after a name"),
          new Cause("comma to separate Object", "',' or '}'"),
          new Cause("comma to separate Array", "',' or ']'"),
          new Cause("between Object", "',' or '}'"),
          new Cause("between Array", "',' or ']'"),
          new Cause("close marker", "the bracket closed that was opened last"),
          new Cause("closing quote", "the text closed by a double quote"),
          new Cause("escaped using backslash", "line breaks and the like escaped, as in \\n"),
          new Cause(" comment", "a value, as JSON has no comments"),
          new Cause("haracter escape", "an escape such as \\n or \\u00e9"),
          new Cause("numeric value", "a number such as 0.5, -3 or 1e6"),
          new Cause("white space", "white space only between values"),
          new Cause("", "a text in double quotes, a number, true, false, null, {...} or [...]"));

  private static final Pattern DUPLICATE = Pattern.compile("Duplicate [^']*'(.*)'", Pattern.DOTALL);
  private static final Pattern TOKEN = Pattern.compile("\\w+-?\\w+ token '([^']+)'");
  private static final Pattern TOO_MUCH =
      Pattern.compile("(?<what>.*?) \\(\\d+\\) .*\\((?<most>\\d+)[,)].*", Pattern.DOTALL);

  private JsonFaults() {}

  private record Cause(String told, String expected) {}

  /**
   * Where it is wrong, what was expected there and what was found.
   *
   * @param text what was read
   */
  static String explain(JsonProcessingException fault, String text) {
    String message = String.valueOf(fault.getOriginalMessage());
    String where = "not JSON" + place(fault.getLocation(), text) + ": expected ";
    Matcher duplicate = DUPLICATE.matcher(message);
    if (duplicate.matches()) {
      return where + "every name once, found " + Texts.quoted(duplicate.group(1)) + " again";
    }
    if (fault instanceof StreamConstraintsException) {
      return where + atMost(message) + ", found more";
    }
    if (fault instanceof MismatchedInputException) {
      return where + END + " after one value, found more";
    }
    return where + expected(message) + ", found " + found(fault, text);
  }

  /** A line is told of only where there are several. */
  private static String place(@Nullable JsonLocation at, String text) {
    if (at == null) {
      return "";
    }
    String line = text.contains("\n") ? "line " + at.getLineNr() + ", " : "";
    return " at " + line + "column " + at.getColumnNr();
  }

  private static String expected(String message) {
    return CAUSES.stream()
        .filter(each -> message.contains(each.told))
        .map(Cause::expected)
        .findFirst()
        .orElseThrow();
  }

  private static String found(JsonProcessingException fault, String text) {
    Matcher token = TOKEN.matcher(String.valueOf(fault.getOriginalMessage()));
    if (token.lookingAt()) {
      return Texts.quoted(token.group(1));
    }
    int at = fault.getLocation() == null ? -1 : (int) fault.getLocation().getCharOffset();
    return fault instanceof JsonEOFException || at < 0 || at >= text.length()
        ? END
        : Texts.quoted(text.substring(at, text.offsetByCodePoints(at, 1)));
  }

  /** Such as "a nesting depth of at most 64". */
  private static String atMost(String message) {
    Matcher found = TOO_MUCH.matcher(message);
    return found.matches()
        ? "a " + found.group("what").toLowerCase(Locale.ROOT) + " of at most " + found.group("most")
        : "less";
  }
}
