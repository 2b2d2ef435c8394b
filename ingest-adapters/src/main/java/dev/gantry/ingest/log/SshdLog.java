package dev.gantry.ingest.log;

import dev.gantry.domain.time.Micros;
import dev.gantry.ingest.log.SshdMessage.Says;
import dev.gantry.schemas.records.AuthEvent;
import dev.gantry.schemas.records.AuthOutcome;
import dev.gantry.schemas.records.TimeMode;
import dev.gantry.schemas.serde.MalformedRecordException;
import dev.gantry.schemas.serde.MalformedRecordException.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Sign-ins out of the log of sshd, as OpenSSH writes it to syslog or the journal.
 *
 * <p>sshd says one failed attempt in up to three lines: that there is no such user, that PAM
 * refused, that the password failed. They are one event. What it says when somebody leaves counts
 * only where the process had said of no attempt: then keys were tried, or nothing. One thread.
 */
public final class SshdLog implements LogFormat {

  private static final Set<String> PROGRAMS = Set.of("sshd", "sshd-session", "sshd-auth");

  /** How a line says that it is of one of these, in whatever form. */
  private static final Pattern NAMED = Pattern.compile("\\bsshd(-session|-auth)?(\\[\\d+])?:?\\s");

  /** How older systems have it: {@code sshd(pam_unix)[19939]: authentication failure; ...}. */
  private static final Pattern OF_PAM = Pattern.compile("sshd\\((?<module>pam_\\w+)\\)");

  private final LogTimes times;
  private final String source;
  private final LineIds ids = new LineIds("sshd");
  private final SshdAttempts attempts = new SshdAttempts();
  private final LastLines lastLines = new LastLines();

  /**
   * @param source name of the log, for people
   */
  public SshdLog(LogTimes times, String source) {
    this.times = times;
    this.source = source;
  }

  @Override
  public List<AuthEvent> read(String line) {
    Optional<SyslogLine> told = SyslogLine.read(line, times);
    if (told.isEmpty()) {
      lastLines.forget();
    }
    if (told.isEmpty() && NAMED.matcher(line).find()) {
      throw new MalformedRecordException(
          Fault.ofText(
              "line", "a line of syslog (RFC 3164, RFC 5424, or with an ISO 8601 time)", line));
    }
    return told.map(each -> events(line, each)).orElse(List.of());
  }

  private List<AuthEvent> events(String line, SyslogLine at) {
    OptionalInt repeats = at.repeats();
    if (repeats.isEmpty()) {
      lastLines.add(new LastLines.Last(at, line));
      return message(at).map(message -> events(line, at, message)).orElse(List.of());
    }
    return lastLines
        .of(at.host())
        .map(last -> repeated(line, at, last, repeats.getAsInt()))
        .orElse(List.of());
  }

  /** The ids are of both lines: loggers of several machines say the same of different ones. */
  private List<AuthEvent> repeated(String line, SyslogLine at, LastLines.Last last, int times) {
    SyslogLine again = last.said().at(at.at());
    String both = line.strip() + "\n" + last.text().strip();
    return message(again).map(told -> events(both, again, told.repeated(times))).orElse(List.of());
  }

  private static Optional<SshdMessage> message(SyslogLine at) {
    Matcher ofPam = OF_PAM.matcher(at.program());
    if (ofPam.matches()) {
      return SshdMessage.read(ofPam.group("module") + "(sshd): " + at.message());
    }
    return PROGRAMS.contains(at.program()) ? SshdMessage.read(at.message()) : Optional.empty();
  }

  private List<AuthEvent> events(String line, SyslogLine at, SshdMessage message) {
    List<AuthEvent> events = new ArrayList<>();
    for (int i = 0; i < message.times(); i++) {
      attempts
          .findNew(at, message)
          .ifPresent(attempt -> events.add(event(ids.of(line), at, attempt)));
    }
    return events;
  }

  private AuthEvent event(String id, SyslogLine at, SshdMessage message) {
    boolean accepted = message.says() == Says.ACCEPTED;
    long micros = Micros.of(at.at());
    return AuthEvent.newBuilder()
        .setEventId(id)
        .setType(accepted ? "login.succeeded" : "login.failed")
        .setPrincipal(message.user())
        .setOutcome(accepted ? AuthOutcome.SUCCESS : AuthOutcome.FAILURE)
        .setSourceAddress(message.address())
        .setSourcePort(message.port())
        .setService("sshd")
        .setMethod(message.method())
        .setReason(reason(message))
        .setOccurredAtUs(micros)
        .setOccurredAtRawUs(micros)
        .setTimeMode(TimeMode.REPLAY)
        .setSource(source)
        .setAttributes(Map.of("host", at.host()))
        .setOrigins(List.of())
        .build();
  }

  private static String reason(SshdMessage message) {
    return switch (message.says()) {
      case ACCEPTED, OFFERED, GONE -> "";
      case STRANGE -> "not the SSH protocol";
      case NAMED, PAM, REFUSED, FAILED, LEFT ->
          message.isInvalid() ? "invalid user" : "authentication failed";
    };
  }
}
