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
 */
public record Guessing(
    LeakyBucket fast, LeakyBucket slow, CountWindow window, SparseAttempts sparse) {

  /** An attack is over when nothing was heard of it for so long. */
  static final long REST_US = Micros.of(Duration.ofMinutes(10));

  /** How fast somebody guesses. */
  enum Pace {
    FAST,
    SLOW
  }

  /**
   * The newest of the attempts, which together are too many; empty when they are not.
   *
   * @param attempts oldest first
   */
  List<Attempt> tooMany(List<Attempt> attempts) {
    int count = Math.max(fast.overflowOf(attempts), slow.overflowOf(attempts));
    count = Math.max(count, window.reachedBy(attempts));
    count = Math.max(count, sparse.reachedBy(attempts));
    return attempts.subList(attempts.size() - Math.min(count, attempts.size()), attempts.size());
  }

  /** Fast when on average no slower than the fast bucket leaks. */
  Pace paceOf(List<Attempt> tooMany) {
    long lastedUs = tooMany.get(tooMany.size() - 1).atUs() - tooMany.get(0).atUs();
    long pauses = Math.max(1, tooMany.size() - 1);
    return lastedUs <= pauses * Micros.of(fast.leakspeed()) ? Pace.FAST : Pace.SLOW;
  }

  /**
   * For how long nothing is heard of an attack until it is over: longer for one that is sparse.
   *
   * @param tooMany its newest attempts; none when they are not too many any more
   */
  long restUs(List<Attempt> tooMany) {
    boolean isSparse = !tooMany.isEmpty() && window.reachedBy(tooMany) == 0;
    return isSparse ? Micros.of(sparse.pause()) : REST_US;
  }
}
