package dev.gantry.ingest.log;

import dev.gantry.ingest.log.SshdMessage.Says;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Knows which attempts were told of before. sshd and PAM say one in several lines, one after the
 * other as {@link Says} has them; a line that says no more than the last of its process is about
 * another attempt. Where sshd asks through PAM (keyboard-interactive), PAM has a process of its
 * own: then account and address tell that both are about the same. Mutable.
 */
final class SshdAttempts {

  private static final String SSHD = "sshd";
  private static final String PAM = "pam";
  private static final String INTERACTIVE = "keyboard-interactive";

  private static final int MOST_PROCESSES = 4_096;
  private static final int MOST_WAITING = 64;

  /** PAM makes who fails wait some seconds before sshd hears of it. */
  private static final Duration LONGEST = Duration.ofMinutes(1);

  private final Map<String, SshdMessage> processes = bounded();

  /** What may be told again by another process: by host, address and who told. */
  private final Map<List<String>, Deque<Telling>> waiting = bounded();

  /**
   * An attempt that was told of.
   *
   * @param user empty when PAM told, and there is no such account
   */
  private record Telling(String process, Instant at, String user, boolean isInvalid) {

    /** PAM names no account that there is not, but for some of its modules. */
    boolean isOf(SshdMessage message) {
      boolean isUnnamed = user.isEmpty() && message.isInvalid();
      boolean isUnnamedNow = isInvalid && message.user().isEmpty();
      return isUnnamed || isUnnamedNow || user.equals(message.user());
    }
  }

  private static <K, V> Map<K, V> bounded() {
    return new LinkedHashMap<>(16, .75f, true) {
      @Override
      protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > MOST_PROCESSES;
      }
    };
  }

  /** Whether a message tells of an attempt that was not told of before. */
  boolean isNew(SyslogLine at, SshdMessage message) {
    if (message.says() == Says.OFFERED) {
      return false;
    }
    String process = at.host() + " " + at.pid();
    SshdMessage before = at.pid().isEmpty() ? null : processes.put(process, message);
    if (!message.says().isOfFailure()) {
      return true;
    }
    boolean told = isToldBy(before, message);
    boolean mayAnswer = message.says() != Says.NAMED; // which comes first
    boolean mayAnswerOthers = !told && mayBeOfTwoProcesses(message);
    if ((mayAnswer && isAnswer(at, message, mayAnswerOthers ? null : process)) || told) {
      return false;
    }
    await(at, message, process);
    return true;
  }

  private static boolean isToldBy(@Nullable SshdMessage before, SshdMessage message) {
    if (before == null) {
      return false;
    }
    boolean isOfOtherModule =
        before.says() == Says.PAM
            && message.says() == Says.PAM
            && !before.module().equals(message.module());
    return message.says() == Says.LEFT
        || isOfOtherModule
        || before.says().compareTo(message.says()) < 0;
  }

  /** Whether PAM may have a process of its own: it has none where sshd asks for a password. */
  private static boolean mayBeOfTwoProcesses(SshdMessage message) {
    return message.says() != Says.FAILED || message.method().startsWith(INTERACTIVE);
  }

  /**
   * Whether the other of sshd and PAM told of it, which is forgotten then.
   *
   * @param process only what this one told; null for any
   */
  private boolean isAnswer(SyslogLine at, SshdMessage message, @Nullable String process) {
    String teller = message.says() == Says.PAM ? SSHD : PAM;
    Deque<Telling> told = waiting.get(List.of(at.host(), message.address(), teller));
    if (told == null) {
      return false;
    }
    told.removeIf(each -> each.at.plus(LONGEST).isBefore(at.at()));
    for (Telling each : told) {
      if (each.isOf(message) && (process == null || process.equals(each.process))) {
        return told.remove(each);
      }
    }
    return false;
  }

  private void await(SyslogLine at, SshdMessage message, String process) {
    boolean isByPam = message.says() == Says.PAM;
    if (!isByPam && message.says() != Says.NAMED) {
      return;
    }
    Deque<Telling> told =
        waiting.computeIfAbsent(
            List.of(at.host(), message.address(), isByPam ? PAM : SSHD), k -> new ArrayDeque<>());
    if (told.size() >= MOST_WAITING) {
      told.removeFirst();
    }
    told.addLast(new Telling(process, at.at(), message.user(), message.isInvalid()));
  }
}
