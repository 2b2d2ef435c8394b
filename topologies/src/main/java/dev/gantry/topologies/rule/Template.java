package dev.gantry.topologies.rule;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecordBase;

/**
 * A text with fields in it, such as <code>{{track.speed_kmh}} km/h</code>. Numbers are rounded to
 * one decimal, below 1 to two significant digits; an infinite one (no limit) reads {@code none}.
 */
final class Template {

  private static final String OPEN = "{{";
  private static final String CLOSE = "}}";

  private final List<Part> parts;

  private Template(List<Part> parts) {
    this.parts = List.copyOf(parts);
  }

  private sealed interface Part {}

  private record Words(String text) implements Part {}

  private record Value(Field field) implements Part {}

  /**
   * Reads a template.
   *
   * @param where field of the rule it is in, for problems
   * @param problems gets everything wrong; the template is of no use then
   */
  static Template parse(String where, String text, RuleStream stream, List<RuleProblem> problems) {
    List<Part> parts = new ArrayList<>();
    int position = 0;
    for (int open = text.indexOf(OPEN); open >= 0; open = text.indexOf(OPEN, position)) {
      int close = text.indexOf(CLOSE, open);
      parts.add(new Words(text.substring(position, open)));
      if (close < 0) {
        problems.add(problem(where, text, open, "}} after {{", "the end of the text"));
        return new Template(parts);
      }
      String name = text.substring(open + OPEN.length(), close).strip();
      Field field = stream.fields().get(name);
      if (field == null) {
        problems.add(problem(where, text, open, Names.expected(stream, name), "{{" + name + "}}"));
      } else {
        parts.add(new Value(field));
      }
      position = close + CLOSE.length();
    }
    parts.add(new Words(text.substring(position)));
    return new Template(parts);
  }

  static RuleProblem problem(String where, String text, int offset, String expected, String found) {
    String before = text.substring(0, offset);
    int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
    int column = before.codePointCount(before.lastIndexOf('\n') + 1, offset) + 1;
    return new RuleProblem(where, line, column, expected, found);
  }

  /** The text with the values of a record filled in. */
  String render(SpecificRecordBase record) {
    StringBuilder out = new StringBuilder();
    for (Part part : parts) {
      if (part instanceof Words words) {
        out.append(words.text());
      } else if (part instanceof Value value) {
        out.append(show(value.field().in(record)));
      }
    }
    return Shortened.of(out.toString());
  }

  /** A value of a field as texts show it. */
  static String show(Object value) {
    return Shortened.of(whole(value));
  }

  private static String whole(Object value) {
    if (value instanceof Double number) {
      return show(number.doubleValue());
    }
    if (value instanceof Collection<?> list) {
      return list.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }
    if (value instanceof Map<?, ?> map) {
      return new TreeMap<>(map).toString();
    }
    return value.toString();
  }

  private static String show(double number) {
    if (Double.isInfinite(number)) {
      return "none";
    }
    if (Double.isNaN(number)) {
      return "unknown";
    }
    BigDecimal exact = BigDecimal.valueOf(number);
    BigDecimal rounded =
        Math.abs(number) >= 1
            ? exact.setScale(1, RoundingMode.HALF_UP)
            : exact.round(new MathContext(2, RoundingMode.HALF_UP));
    return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
  }
}
