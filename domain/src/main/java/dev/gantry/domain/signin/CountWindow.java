package dev.gantry.domain.signin;

import dev.gantry.domain.time.Micros;
import java.time.Duration;
import java.util.List;

/**
 * So many events within so long, as in fail2ban.
 *
 * @param maxretry events that are too many, 2 to 32
 * @param findtime length of the window, positive, at most a day
 */
public record CountWindow(int maxretry, Duration findtime) {

  public CountWindow {
    if (maxretry < 2 || maxretry > AttemptLog.MOST / 2) {
      throw new IllegalArgumentException(
          "maxretry: expected 2 to " + AttemptLog.MOST / 2 + ", found " + maxretry);
    }
    if (Micros.of(findtime) < 1 || Micros.of(findtime) > AttemptLog.KEPT_US) {
      throw new IllegalArgumentException(
          "findtime: expected more than 0 and at most a day, found " + findtime);
    }
  }

  /**
   * A window whose fields are called something else where they are set.
   *
   * @param prefix what stands before their names there
   */
  public static CountWindow named(String prefix, int maxretry, Duration findtime) {
    try {
      return new CountWindow(maxretry, findtime);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(prefix + e.getMessage(), e);
    }
  }

  /** How many of the newest attempts lie in the window that ends with the last; 0 when too few. */
  int reachedBy(List<Attempt> attempts) {
    if (attempts.isEmpty()) {
      return 0;
    }
    long fromUs = attempts.get(attempts.size() - 1).atUs() - Micros.of(findtime);
    int count = (int) attempts.stream().filter(each -> each.atUs() >= fromUs).count();
    return count >= maxretry ? count : 0;
  }
}
