package dev.gantry.domain.signin;

import dev.gantry.domain.time.Micros;
import java.time.Duration;
import java.util.List;

/**
 * How many failures are guessing, whatever they are counted by: by account and source, by source,
 * or by distinct accounts of a source.
 *
 * @param fast bucket that finds guessing within seconds
 * @param slow bucket that finds guessing within minutes
 * @param window finds what stays below what the buckets leak
 * @param sparse finds what is slower still
 * @param longWindow finds what is slow at whatever pace; never tells of fewer than {@code window}
 */
public record Guessing(
    LeakyBucket fast,
    LeakyBucket slow,
    CountWindow window,
    SparseAttempts sparse,
    CountWindow longWindow) {

  /** An attack is over when nothing was heard of it for so long. */
  static final long REST_US = Micros.of(Duration.ofMinutes(10));

  public Guessing {
    int most = Math.max(longWindow.maxretry(), window.maxretry());
    longWindow = new CountWindow(most, longWindow.findtime());
  }

  /** How fast somebody guesses. */
  enum Pace {
    FAST,
    SLOW
  }

  /**
   * The newest of the attempts, which together are too many within minutes; empty when they are
   * not.
   *
   * @param attempts oldest first
   */
  List<Attempt> tooMany(List<Attempt> attempts) {
    int count = Math.max(fast.overflowOf(attempts), slow.overflowOf(attempts));
    return newest(attempts, Math.max(count, window.reachedBy(attempts)));
  }

  /**
   * The newest of the attempts, which together are too many within hours; empty when they are not.
   *
   * @param attempts oldest first
   */
  List<Attempt> tooManySlowly(List<Attempt> attempts) {
    return newest(attempts, Math.max(sparse.reachedBy(attempts), longWindow.reachedBy(attempts)));
  }

  private static List<Attempt> newest(List<Attempt> attempts, int count) {
    return attempts.subList(attempts.size() - Math.min(count, attempts.size()), attempts.size());
  }

  /** Fast when on average no slower than the fast bucket leaks. */
  Pace paceOf(List<Attempt> tooMany) {
    long lastedUs = tooMany.get(tooMany.size() - 1).atUs() - tooMany.get(0).atUs();
    long pauses = Math.max(1, tooMany.size() - 1);
    return lastedUs <= pauses * Micros.of(fast.leakspeed()) ? Pace.FAST : Pace.SLOW;
  }

  /** For how long nothing is heard of a slow attack until it is over. */
  long slowRestUs() {
    return Math.max(Micros.of(sparse.pause()), Micros.of(longWindow.findtime()));
  }
}
