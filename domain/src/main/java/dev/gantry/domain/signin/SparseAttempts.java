package dev.gantry.domain.signin;

import dev.gantry.domain.time.Micros;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * Events so far apart that neither a bucket nor a window finds them, as in CrowdSec's time-based
 * scenarios: the median of the pauses between the newest is longer than an interval, and no pause
 * is so long that they have nothing to do with each other.
 *
 * @param attempts events that are too many, 3 to 32
 * @param interval what the median pause exceeds, positive
 * @param pause longest pause, at least the interval, at most a day
 */
public record SparseAttempts(int attempts, Duration interval, Duration pause) {

  public SparseAttempts {
    if (attempts < 3 || attempts > AttemptLog.MOST / 2) {
      throw new IllegalArgumentException(
          "sparse_attempts: expected 3 to " + AttemptLog.MOST / 2 + ", found " + attempts);
    }
    if (Micros.of(interval) < 1) {
      throw new IllegalArgumentException(
          "sparse_interval: expected more than 0, found " + interval);
    }
    if (pause.compareTo(interval) < 0 || Micros.of(pause) > AttemptLog.KEPT_US) {
      throw new IllegalArgumentException(
          "sparse_pause: expected sparse_interval of "
              + interval
              + " or more and at most a day, found "
              + pause);
    }
  }

  /** {@code attempts} when the newest are such; else 0. */
  int reachedBy(List<Attempt> all) {
    if (all.size() < attempts) {
      return 0;
    }
    List<Attempt> newest = all.subList(all.size() - attempts, all.size());
    long[] pausesUs = new long[attempts - 1];
    for (int i = 1; i < attempts; i++) {
      pausesUs[i - 1] = newest.get(i).atUs() - newest.get(i - 1).atUs();
    }
    Arrays.sort(pausesUs);
    boolean together = pausesUs[pausesUs.length - 1] <= Micros.of(pause);
    return together && median(pausesUs) > Micros.of(interval) ? attempts : 0;
  }

  private static double median(long[] sorted) {
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2.0;
  }
}
