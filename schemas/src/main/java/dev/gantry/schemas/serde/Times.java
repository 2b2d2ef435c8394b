package dev.gantry.schemas.serde;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.util.Locale;

/** Times in text. */
final class Times {

  static final String EXPECTED = "an RFC 3339 time such as 2026-02-08T10:00:00Z";

  /** RFC 3339: a date, T, a time with any fraction, and an offset; letters in either case. */
  private static final DateTimeFormatter RFC_3339 =
      new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
          .appendOffset("+HH:MM", "Z")
          .toFormatter(Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT); // else 30 February would be the 28th

  private Times() {}

  /**
   * Microseconds since the Unix epoch; what is finer is cut off.
   *
   * @throws MalformedRecordException when the text is not such a time, or of no year that events
   *     are of
   */
  static long micros(String field, String text) {
    long micros;
    try {
      Instant time = Instant.from(RFC_3339.parse(text));
      micros =
          Math.addExact(
              Math.multiplyExact(time.getEpochSecond(), 1_000_000L), time.getNano() / 1_000);
    } catch (DateTimeException | ArithmeticException e) {
      throw Check.invalid(field, EXPECTED, text);
    }
    if (micros != 0 && (micros < Check.EARLIEST_US || micros > Check.LATEST_US)) {
      throw Check.invalid(field, "a time of 1971 to 2200", text);
    }
    return micros;
  }
}
