package dev.gantry.topologies.definition;

import dev.gantry.domain.time.Micros;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Durations as Prometheus writes them: {@code 500ms}, {@code 2s}, {@code 1h30m}, {@code 1w}, {@code
 * 0}; a year has 365 days. Microseconds and fractions go beyond it.
 */
public final class Durations {

  /** What a message says was expected. */
  public static final String EXPECTED =
      "a duration such as 500ms, 2s, 5m, 1h or 1h30m, at most 366d";

  private static final Duration LONGEST = Duration.ofDays(366);
  private static final Pattern PART =
      Pattern.compile("(\\d{1,12}(?:\\.\\d{1,6})?)(us|ms|s|m|h|d|w|y)");
  private static final List<String> UNITS = List.of("y", "w", "d", "h", "m", "s", "ms", "us");
  private static final List<Long> MICROS =
      List.of(
          365 * 86_400_000_000L,
          7 * 86_400_000_000L,
          86_400_000_000L,
          3_600_000_000L,
          60_000_000L,
          1_000_000L,
          1_000L,
          1L);

  /** The longest unit that is written. */
  private static final int DAYS = UNITS.indexOf("d");

  private Durations() {}

  /** The duration, to the microsecond; empty when the text is none. */
  public static Optional<Duration> parse(String text) {
    if (text.equals("0")) {
      return Optional.of(Duration.ZERO);
    }
    Matcher part = PART.matcher(text);
    BigDecimal micros = BigDecimal.ZERO;
    int position = 0;
    int lastUnit = -1;
    while (position < text.length()) {
      if (!part.find(position) || part.start() != position) {
        return Optional.empty();
      }
      int unit = UNITS.indexOf(part.group(2));
      if (unit <= lastUnit) {
        return Optional.empty();
      }
      lastUnit = unit;
      micros =
          micros.add(new BigDecimal(part.group(1)).multiply(BigDecimal.valueOf(MICROS.get(unit))));
      position = part.end();
    }
    if (lastUnit < 0 || micros.compareTo(BigDecimal.valueOf(LONGEST.toMillis() * 1000)) > 0) {
      return Optional.empty();
    }
    long rounded = micros.setScale(0, RoundingMode.HALF_UP).longValueExact();
    return Optional.of(Duration.ofSeconds(rounded / 1_000_000, rounded % 1_000_000 * 1000));
  }

  /** A duration as {@link #parse} reads it, to the microsecond, such as {@code 1m30s}. */
  public static String text(Duration duration) {
    if (duration.isNegative()) {
      return "-" + text(duration.negated());
    }
    long left = Micros.of(duration);
    StringBuilder text = new StringBuilder();
    for (int unit = DAYS; unit < UNITS.size(); unit++) {
      long count = left / MICROS.get(unit);
      left %= MICROS.get(unit);
      if (count > 0) {
        text.append(count).append(UNITS.get(unit));
      }
    }
    return text.length() == 0 ? "0s" : text.toString();
  }
}
