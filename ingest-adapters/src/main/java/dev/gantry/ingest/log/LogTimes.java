package dev.gantry.ingest.log;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.ZoneId;
import java.util.Optional;

/**
 * Tells the year of lines that have none, as in the logs of syslog: the last in which their time is
 * not after a moment, such as when the file was last written. So a log that goes over New Year is
 * read right, and so is 29 February. A line may be a day after the moment: clocks and zones differ.
 */
public final class LogTimes {

  private static final Duration TOLERANCE = Duration.ofDays(1);

  /** From one 29 February to the next at most. */
  private static final int MOST_YEARS = 8;

  private final ZoneId zone;
  private final InstantSource notAfter;

  /**
   * @param zone of times without one
   * @param notAfter no line is of later than a day after it; of a log that is being written, now
   */
  public LogTimes(ZoneId zone, InstantSource notAfter) {
    this.zone = zone;
    this.notAfter = notAfter;
  }

  /** For a log all of which is of one year. */
  public static LogTimes ofYear(ZoneId zone, int year) {
    Instant end = LocalDateTime.of(year, 12, 31, 23, 59, 59).atZone(zone).toInstant();
    Instant notAfter = end.minus(TOLERANCE);
    return new LogTimes(zone, () -> notAfter);
  }

  /** The moment of a time without a zone. */
  Instant at(LocalDateTime time) {
    return time.atZone(zone).toInstant();
  }

  /** The moment of a time without a year; empty when there is no such day. */
  Optional<Instant> at(int month, int day, LocalTime time) {
    MonthDay date;
    try {
      date = MonthDay.of(month, day);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
    Instant latest = notAfter.instant().plus(TOLERANCE);
    int last = latest.atZone(zone).getYear();
    for (int year = last; year > last - MOST_YEARS; year--) {
      if (date.isValidYear(year)) {
        Instant at = date.atYear(year).atTime(time).atZone(zone).toInstant();
        if (!at.isAfter(latest)) {
          return Optional.of(at);
        }
      }
    }
    return Optional.empty();
  }
}
