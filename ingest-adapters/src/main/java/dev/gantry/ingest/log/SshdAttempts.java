package dev.gantry.ingest.log;

import dev.gantry.ingest.log.SshdMessage.Says;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

  /** The key that was offered last, by process. */
  private final Map<String, SshdMessage> offered = bounded();

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

  /** The attempt that a message tells of; empty when it tells of none, or was told of before. */
  Optional<SshdMessage> findNew(SyslogLine at, SshdMessage message) {
    String process = process(at);
    if (message.says() == Says.OFFERED) {
      offered.put(process, message);
      return Optional.empty();
    }
    SshdMessage key = offered.remove(process);
    SshdMessage told = message.says() == Says.GONE ? leftWith(key, message) : message;
    return Optional.ofNullable(told).filter(each -> isNew(at, each));
  }

  /** Who went after a key was offered; null when none was. */
  private static @Nullable SshdMessage leftWith(@Nullable SshdMessage key, SshdMessage gone) {
    if (key == null) {
      return null;
    }
    boolean isOfKey = gone.address().isEmpty() || gone.address().equals(key.address());
    return isOfKey ? key.left() : null;
  }

  private static String process(SyslogLine at) {
    return at.host() + " " + at.pid();
  }

  private boolean isNew(SyslogLine at, SshdMessage message) {
    String process = process(at);
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
