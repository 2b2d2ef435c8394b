package dev.gantry.topologies.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The texts of correlated rules: what they say of a signal is called <code>
 * {{door_opened.auth.principal}}</code>, and what was counted <code>{{count}}</code>.
 */
public final class Placeholders {

  /** What was counted. */
  public static final String COUNT = "count";

  /** Said in place of a signal that did not come, where not all have to. */
  private static final String UNKNOWN = "?";

  private static final Pattern PLACE = Pattern.compile("\\{\\{([^{}]{0,200})}}");

  private Placeholders() {}

  /**
   * A place in a text.
   *
   * @param name what stands in it
   * @param offset where it begins in the text
   */
  record Placeholder(String name, int offset) {

    boolean isCount() {
      return name.equals(COUNT);
    }

    /** Whether it is about a signal. */
    boolean isOf(String signal) {
      return name.startsWith(signal + ".");
    }

    /** What it says of its signal. */
    String field() {
      return name.substring(name.indexOf('.') + 1);
    }
  }

  static List<Placeholder> in(String text) {
    List<Placeholder> found = new ArrayList<>();
    Matcher place = PLACE.matcher(text);
    while (place.find()) {
      found.add(new Placeholder(place.group(1).strip(), place.start()));
    }
    return found;
  }

  /** Reports a text that opens a place and does not close it. */
  static void checkClosed(String where, String text, List<RuleProblem> problems) {
    int open =
        PLACE.matcher(text).replaceAll(hit -> " ".repeat(hit.group().length())).indexOf("{{");
    if (open >= 0) {
      problems.add(
          Template.problem(where, text, open, "a name and }} after {{", text.substring(open)));
    }
  }

  static RuleProblem problem(String where, String text, Placeholder place, String expected) {
    return Template.problem(where, text, place.offset(), expected, "{{" + place.name() + "}}");
  }

  /**
   * A text with values filled in.
   *
   * @param values by what stands in the places
   */
  public static String fill(String text, Map<String, String> values) {
    return Shortened.of(
        PLACE
            .matcher(text)
            .replaceAll(
                place ->
                    Matcher.quoteReplacement(
                        values.getOrDefault(place.group(1).strip(), UNKNOWN))));
  }
}
