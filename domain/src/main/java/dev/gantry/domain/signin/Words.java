package dev.gantry.domain.signin;

import dev.gantry.domain.time.Micros;
import java.time.Duration;
import java.util.List;

/** Parts of reasons. */
final class Words {

  private static final long MICROS_A_SECOND = Micros.of(Duration.ofSeconds(1));
  private static final long SECONDS_TOLD = 180;
  private static final long MINUTES_TOLD = 180;

  private Words() {}

  /** How long attempts lasted: {@code 12 s}, {@code 7 min}. */
  static String lasted(List<Attempt> attempts) {
    return time(attempts.get(attempts.size() - 1).atUs() - attempts.get(0).atUs());
  }

  /** A length of time in the largest unit that says enough. */
  static String time(long micros) {
    long seconds = Math.round(micros / (double) MICROS_A_SECOND);
    long minutes = Math.round(seconds / 60.0);
    long hours = Math.round(minutes / 60.0);
    if (seconds <= SECONDS_TOLD) {
      return seconds + " s";
    }
    if (minutes <= MINUTES_TOLD) {
      return minutes + " min";
    }
    return hours <= 48 ? hours + " h" : Math.round(hours / 24.0) + " days";
  }

  /** Names, the first so many of them. */
  static String some(List<String> names, int most) {
    String some = String.join(", ", names.subList(0, Math.min(most, names.size())));
    return names.size() <= most ? some : some + " and " + (names.size() - most) + " more";
  }
}
