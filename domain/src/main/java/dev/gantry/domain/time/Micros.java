package dev.gantry.domain.time;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Times as records carry them: microseconds since the Unix epoch, UTC. */
public final class Micros {

  private Micros() {}

  /** The microseconds of an instant; what is finer is cut off. */
  public static long of(Instant instant) {
    // ChronoUnit.MICROS.between counts nanoseconds in between and overflows in the year 2262.
    return Math.addExact(
        Math.multiplyExact(instant.getEpochSecond(), 1_000_000L), instant.getNano() / 1_000);
  }

  /** The microseconds of a length of time; what is finer is cut off. */
  public static long of(Duration duration) {
    return Math.addExact(
        Math.multiplyExact(duration.getSeconds(), 1_000_000L), duration.getNano() / 1_000);
  }

  /** The instant of microseconds. */
  public static Instant toInstant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }

  /** The length of time of microseconds. */
  public static Duration toDuration(long micros) {
    return Duration.of(micros, ChronoUnit.MICROS);
  }
}
