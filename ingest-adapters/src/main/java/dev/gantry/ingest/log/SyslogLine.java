package dev.gantry.ingest.log;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of a system log.
 *
 * @param at when
 * @param host machine that wrote it
 * @param program program, such as {@code sshd}
 * @param pid its process; empty when not told
 * @param message the rest
 */
record SyslogLine(Instant at, String host, String program, String pid, String message) {

  private static final List<String> MONTHS =
      List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");

  private static final String PRIORITY = "(?:<\\d{1,3}>)?";
  private static final String RFC3339 =
      "\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(?:\\.\\d{1,9})?(?:Z|[+-]\\d{2}:?\\d{2})";

  /** With or without a colon in the offset: journalctl writes it without, up to version 254. */
  private static final DateTimeFormatter TIME =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
          .appendPattern("[XXX][XX]")
          .toFormatter(Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  private static final String TAG = "(?<program>[^\\s\\[:]+)(?:\\[(?<pid>\\d+)\\])?:\\s+";

  /** {@code Dec 10 06:55:46 LabSZ sshd[24200]: ...} (RFC 3164). */
  private static final Pattern YEARLESS =
      Pattern.compile(
          PRIORITY
              + "(?<month>[A-Za-z]{3})\\s+(?<day>\\d{1,2})\\s+(?<time>\\d{2}:\\d{2}:\\d{2})\\s+"
              + "(?<host>\\S+)\\s+"
              + TAG
              + "(?<message>.*)");

  /**
   * {@code 2023-11-14T00:20:42.738197+01:00 myserver sshd[1112652]: ...} (rsyslog, and {@code
   * journalctl -o short-iso}).
   */
  private static final Pattern DATED =
      Pattern.compile(
          PRIORITY + "(?<at>" + RFC3339 + ")\\s+(?<host>\\S+)\\s+" + TAG + "(?<message>.*)");

  /** {@code <38>1 2022-01-19T14:23:55+00:00 host sshd 44255 - [meta ...] ...} (RFC 5424). */
  private static final Pattern STRUCTURED =
      Pattern.compile(
          "<\\d{1,3}>1\\s+(?<at>"
              + RFC3339
              + ")\\s+(?<host>\\S+)\\s+(?<program>\\S+)\\s+(?<pid>\\S+)\\s+\\S+\\s+"
              + "(?:-|(?:\\[(?:\\\\.|[^\\]\\\\])*\\])+)\\s*\\uFEFF?(?<message>.*)");

  /**
   * Reads a line; empty when it is in none of the three forms, or of a time that is none.
   *
   * @throws dev.gantry.schemas.serde.MalformedRecordException when it begins as JSON, and is no
   *     entry of the journal
   */
  static Optional<SyslogLine> read(String line, LogTimes times) {
    if (line.startsWith("{")) {
      return Optional.of(JournalLine.read(line));
    }
    for (Pattern form : List.of(STRUCTURED, DATED, YEARLESS)) {
      Matcher found = form.matcher(line);
      if (found.matches()) {
        return (form.equals(YEARLESS) ? yearless(found, times) : dated(found))
            .map(at -> of(at, found));
      }
    }
    return Optional.empty();
  }

  private static SyslogLine of(Instant at, Matcher found) {
    String pid = found.group("pid");
    return new SyslogLine(
        at,
        found.group("host"),
        found.group("program"),
        pid == null || pid.equals("-") ? "" : pid,
        found.group("message").strip());
  }

  private static Optional<Instant> dated(Matcher found) {
    try {
      return Optional.of(OffsetDateTime.parse(found.group("at"), TIME).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Optional<Instant> yearless(Matcher found, LogTimes times) {
    int month = MONTHS.indexOf(found.group("month").toLowerCase(Locale.ROOT)) + 1;
    try {
      LocalTime time = LocalTime.parse(found.group("time"));
      return times.at(month, Integer.parseInt(found.group("day")), time);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
