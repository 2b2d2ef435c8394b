package dev.gantry.ingest.log;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of a system log.
 *
 * @param at when
 * @param host machine that wrote it; empty when not told
 * @param program program, such as {@code sshd}; empty when a logger tells of a line before
 * @param pid its process; empty when not told
 * @param message the rest
 */
record SyslogLine(Instant at, String host, String program, String pid, String message) {

  private static final List<String> MONTHS =
      List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");

  private static final String PRIORITY = "(?:<\\d{1,3}>)?";
  private static final String ISO8601 =
      "\\d{4}-\\d{2}-\\d{2}[T ]\\d{2}:\\d{2}:\\d{2}(?:[.,]\\d{1,9})?(?:Z|[+-]\\d{2}:?\\d{2})?";

  /** With or without a colon in the offset: journalctl writes it without, up to version 254. */
  private static final DateTimeFormatter TIME =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
          .appendPattern("[XXX][XX]")
          .toFormatter(Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  /** {@code 2026-02-08T10:00:00+01:00} and the like; the zone may be missing. */
  private static final String DATED_HEAD = PRIORITY + "(?<at>" + ISO8601 + ")\\s+";

  /** {@code Dec 10 06:55:46} (RFC 3164), and with parts of a second (journalctl). */
  private static final String YEARLESS_HEAD =
      PRIORITY
          + "(?<month>[A-Za-z]{3})\\s+(?<day>\\d{1,2})\\s+"
          + "(?<time>\\d{2}:\\d{2}:\\d{2}(?:\\.\\d{1,9})?)\\s+";

  /** {@code <auth.info>}, as FreeBSD has it before the host. */
  private static final String LEVEL_BEFORE = "(?:<\\w{1,16}\\.\\w{1,16}>\\s+)?";

  /** {@code auth.info}, as busybox has it after the host. */
  private static final String LEVEL_AFTER = "(?:[a-z]\\w{1,15}\\.[a-z]{1,16}\\s+)?";

  /** {@code gate: sshd[24200]: ...}, as some write it. */
  private static final String COLON = "(?:(?<!\\]):+(?=\\s+[^\\s\\[:]+\\[\\d+\\]:\\s))?";

  /** {@code gate sshd[24200]: ...}; some write no host. */
  private static final String BODY =
      LEVEL_BEFORE
          + "(?:(?<host>\\S*[^\\s:])"
          + COLON
          + "\\s+)?"
          + LEVEL_AFTER
          + "(?<program>[^\\s\\[:]+)(?:\\[(?<pid>\\d+)\\])?:\\s+(?<message>.*)";

  /**
   * {@code gate last message repeated 2 times}, also of {@code syslogd:}; {@code --- last message
   * repeated 2 times ---} on macOS.
   */
  private static final String REPEATS =
      LEVEL_BEFORE
          + "(?:(?<host>[^\\s-]\\S*[^\\s:]|\\w)\\s+)?"
          + "(?:(?<program>\\w*syslog\\w*)(?:\\[(?<pid>\\d+)\\])?:\\s+)?"
          + "(?:-+\\s+)?(?<message>last message repeated \\d{1,6} times?)(?:\\s+-+)?\\s*";

  private static final Pattern REPEATED =
      Pattern.compile("last message repeated (?<times>\\d{1,6}) times?");

  /** {@code [ID 800047 auth.info]}, before what is said on Solaris. */
  private static final Pattern MESSAGE_ID = Pattern.compile("^\\[ID \\d+ \\w+\\.\\w+\\]\\s+");

  private static final List<Pattern> YEARLESS =
      List.of(Pattern.compile(YEARLESS_HEAD + REPEATS), Pattern.compile(YEARLESS_HEAD + BODY));

  private static final List<Pattern> DATED =
      List.of(Pattern.compile(DATED_HEAD + REPEATS), Pattern.compile(DATED_HEAD + BODY));

  /** {@code <38>1 2022-01-19T14:23:55+00:00 host sshd 44255 - [meta ...] ...} (RFC 5424). */
  private static final Pattern STRUCTURED =
      Pattern.compile(
          "<\\d{1,3}>1\\s+(?<at>"
              + ISO8601
              + ")\\s+(?<host>\\S+)\\s+(?<program>\\S+)\\s+(?<pid>\\S+)\\s+\\S+\\s+"
              + "(?:-|(?:\\[(?:\\\\.|[^\\]\\\\])*\\])+)\\s*\\uFEFF?(?<message>.*)");

  /**
   * Reads a line; empty when it is in none of the known forms, or of a time that is none.
   *
   * @throws dev.gantry.schemas.serde.MalformedRecordException when it begins as JSON, and is no
   *     entry of the journal
   */
  static Optional<SyslogLine> read(String line, LogTimes times) {
    if (line.startsWith("{")) {
      return Optional.of(JournalLine.read(line));
    }
    Matcher structured = STRUCTURED.matcher(line);
    if (structured.matches()) {
      return dated(structured, times).map(at -> of(at, structured));
    }
    return first(DATED, line)
        .flatMap(found -> dated(found, times).map(at -> of(at, found)))
        .or(
            () ->
                first(YEARLESS, line)
                    .flatMap(found -> yearless(found, times).map(at -> of(at, found))));
  }

  private static Optional<Matcher> first(List<Pattern> forms, String line) {
    return forms.stream().map(form -> form.matcher(line)).filter(Matcher::matches).findFirst();
  }

  /** How often a logger says that the line before came again; empty when it says no such thing. */
  OptionalInt repeats() {
    Matcher repeated = REPEATED.matcher(message);
    boolean isSaid = (program.isEmpty() || program.contains("syslog")) && repeated.matches();
    return isSaid ? OptionalInt.of(Integer.parseInt(repeated.group("times"))) : OptionalInt.empty();
  }

  /** The same, said at another time. */
  SyslogLine at(Instant time) {
    return new SyslogLine(time, host, program, pid, message);
  }

  private static SyslogLine of(Instant at, Matcher found) {
    String pid = found.group("pid");
    return new SyslogLine(
        at,
        Objects.requireNonNullElse(found.group("host"), ""),
        Objects.requireNonNullElse(found.group("program"), ""),
        pid == null || pid.equals("-") ? "" : pid,
        MESSAGE_ID.matcher(found.group("message")).replaceFirst("").strip());
  }

  private static Optional<Instant> dated(Matcher found, LogTimes times) {
    String text = found.group("at").replace(' ', 'T').replace(',', '.');
    try {
      TemporalAccessor at = TIME.parseBest(text, OffsetDateTime::from, LocalDateTime::from);
      return Optional.of(
          at instanceof OffsetDateTime dated
              ? dated.toInstant()
              : times.at(LocalDateTime.from(at)));
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
