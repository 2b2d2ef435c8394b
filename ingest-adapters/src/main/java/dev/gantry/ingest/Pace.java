package dev.gantry.ingest;

import java.time.Duration;
import java.util.OptionalDouble;

/**
 * How fast a source sends.
 *
 * @param speed seconds of event time in a second, above 0; empty for as fast as Kafka takes them
 */
public record Pace(OptionalDouble speed) {

  /** So many times as fast is as fast as a pace can be. */
  public static final double MOST_TIMES = 1e6;

  /** As fast as it happened. */
  public static final Pace REAL_TIME = times(1);

  /** As fast as Kafka takes it. */
  public static final Pace UNPACED = new Pace(OptionalDouble.empty());

  public Pace {
    if (speed.isPresent() && !(speed.getAsDouble() > 0 && speed.getAsDouble() <= MOST_TIMES)) {
      throw new IllegalArgumentException(
          "speed: expected above 0 and at most 1000000, found " + speed.getAsDouble());
    }
  }

  /** So many times as fast as it happened. */
  public static Pace times(double speed) {
    return new Pace(OptionalDouble.of(speed));
  }

  /** Whether there is a pace to keep. */
  boolean isPaced() {
    return speed.isPresent();
  }

  /** When something is due that happened some time after the beginning. */
  Duration due(Duration position) {
    return Duration.ofNanos(Math.round(position.toNanos() / speed.orElse(1)));
  }
}
