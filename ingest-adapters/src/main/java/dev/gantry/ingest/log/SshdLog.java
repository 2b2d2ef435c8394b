package dev.gantry.ingest.log;

import dev.gantry.domain.time.Micros;
import dev.gantry.ingest.log.SshdMessage.Says;
import dev.gantry.schemas.records.AuthEvent;
import dev.gantry.schemas.records.AuthOutcome;
import dev.gantry.schemas.records.TimeMode;
import dev.gantry.schemas.serde.MalformedRecordException;
import dev.gantry.schemas.serde.MalformedRecordException.Fault;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

  private static final int MOST_PROCESSES = 4_096;

  /** What a process of sshd has said so far. */
  private enum Said {
    /** An attempt that may be said again as failed. */
    REFUSED,
    /** All of its attempts. */
    ALL
  }

  private final LogTimes times;
  private final String source;
  private final LineIds ids = new LineIds("sshd");
  private final Map<String, Said> processes =
      new LinkedHashMap<>(16, .75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Said> eldest) {
          return size() > MOST_PROCESSES;
        }
      };

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
    if (told.isEmpty() && NAMED.matcher(line).find()) {
      throw new MalformedRecordException(
          Fault.ofText(
              "line", "a line of syslog (RFC 3164, RFC 5424, or with an RFC 3339 time)", line));
    }
    Optional<SyslogLine> read = told.filter(each -> PROGRAMS.contains(each.program()));
    return read.flatMap(each -> SshdMessage.read(each.message()))
        .map(message -> events(line, read.get(), message))
        .orElse(List.of());
  }

  private List<AuthEvent> events(String line, SyslogLine at, SshdMessage message) {
    List<AuthEvent> events = new ArrayList<>();
    int count = message.times() - (isSaidBefore(at, message) ? 1 : 0);
    for (int i = 0; i < count; i++) {
      events.add(event(ids.of(line), at, message));
    }
    return events;
  }

  /** Whether the process has said the first of these attempts before. */
  private boolean isSaidBefore(SyslogLine at, SshdMessage message) {
    String process = at.host() + " " + at.pid();
    Said before = at.pid().isEmpty() ? null : processes.get(process);
    boolean names = message.says() == Says.REFUSED && message.isInvalid();
    Said now = message.says() == Says.REFUSED ? Said.REFUSED : Said.ALL;
    processes.put(process, now);
    return switch (message.says()) {
      case ACCEPTED, STRANGE -> false;
      case FAILED -> before == Said.REFUSED;
      case REFUSED -> before == Said.REFUSED && !names;
      case LEFT -> before != null;
    };
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
      case ACCEPTED -> "";
      case STRANGE -> "not the SSH protocol";
      case FAILED, REFUSED, LEFT -> message.isInvalid() ? "invalid user" : "authentication failed";
    };
  }
}
