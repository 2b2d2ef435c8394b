package dev.gantry.ingest.city;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Event times of a city's records.
 *
 * @param start event time of the city's beginning
 */
public record RecordTimes(Instant start) {

  /** Adapters take records in within so long, seconds. */
  private static final double LEAST_DELAY = .02;

  private static final double DELAY_VARIATION = .38;

  /**
   * How long after the city's beginning something happened, in whole microseconds: the nearest to
   * it, for all who tell of the same moment.
   */
  static Duration sinceBeginning(double seconds) {
    return Duration.ofNanos(Math.round(seconds * 1e6) * 1000);
  }

  /** When something happened. */
  public Instant at(double seconds) {
    return start.plus(sinceBeginning(seconds));
  }

  /** When something happened, microseconds since 1970. */
  public long micros(double seconds) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, at(seconds));
  }

  /** When the adapter took a record in, microseconds since 1970. */
  public long ingested(double seconds, long hash) {
    return micros(seconds + LEAST_DELAY + DELAY_VARIATION * Draws.uniform(hash));
  }

  /** When something happened, as text: RFC 3339 to the second, UTC. */
  public String text(double seconds) {
    return at(seconds).truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
