package dev.gantry.testkit.ruletest;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Values one after the other as promtool writes them: {@code 1 2 3}; {@code 0+10x5} for a start and
 * five steps from it; {@code 7x5} for a value and five more of it; {@code _} and {@code _x5} for
 * none.
 */
final class SeriesNotation {

  /** What a message says was expected. */
  static final String EXPECTED =
      "values such as '1 2 3', '0+10x5', '7x5' or '_x5', at most " + SeriesNotation.MOST;

  private static final int MOST = 100_000;
  private static final String NUMBER = "-?\\d{1,15}(?:\\.\\d{1,15})?";
  private static final Pattern ITEM =
      Pattern.compile(
          "(?<gap>_)(?:x(?<gaps>\\d{1,6}))?|(?<start>"
              + NUMBER
              + ")(?:(?<step>[+-]\\d{1,15}(?:\\.\\d{1,15})?)?x(?<steps>\\d{1,6}))?");

  private SeriesNotation() {}

  /** The values, absent where there is none; empty when the text is no such list. */
  static Optional<List<Optional<BigDecimal>>> parse(String text) {
    List<Optional<BigDecimal>> values = new ArrayList<>();
    for (String item : text.strip().split("\\s+", -1)) {
      Matcher match = ITEM.matcher(item);
      if (!match.matches()) {
        return Optional.empty();
      }
      add(match, values);
      if (values.size() > MOST) {
        return Optional.empty();
      }
    }
    return Optional.of(values);
  }

  private static void add(Matcher item, List<Optional<BigDecimal>> values) {
    if (item.group("gap") != null) {
      int gaps = item.group("gaps") == null ? 1 : Integer.parseInt(item.group("gaps"));
      for (int i = 0; i < gaps; i++) {
        values.add(Optional.empty());
      }
      return;
    }
    BigDecimal value = new BigDecimal(item.group("start"));
    BigDecimal step =
        item.group("step") == null ? BigDecimal.ZERO : new BigDecimal(item.group("step"));
    int steps = item.group("steps") == null ? 0 : Integer.parseInt(item.group("steps"));
    for (int i = 0; i <= steps; i++) {
      values.add(Optional.of(value));
      value = value.add(step);
    }
  }
}
