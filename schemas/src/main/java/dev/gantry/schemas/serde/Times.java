package dev.gantry.schemas.serde;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;

/** Times in text. */
final class Times {

  /** RFC 3339: a date, T, a time with any fraction, and an offset; letters in either case. */
  private static final DateTimeFormatter RFC_3339 =
      new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
          .appendOffset("+HH:MM", "Z")
          .toFormatter();

  private Times() {}

  /**
   * Microseconds since the Unix epoch; what is finer is cut off.
   *
   * @throws MalformedRecordException when the text is not such a time
   */
  static long micros(String field, String text) {
    try {
      Instant time = Instant.from(RFC_3339.parse(text));
      return Math.addExact(
          Math.multiplyExact(time.getEpochSecond(), 1_000_000L), time.getNano() / 1_000);
    } catch (DateTimeException | ArithmeticException e) {
      throw Check.invalid(field, "an RFC 3339 time such as 2026-02-08T10:00:00Z", text);
    }
  }
}
