package dev.gantry.ingest.city;

import dev.gantry.domain.hash.Sha256;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;

/**
 * Event times of a city's records.
 *
 * @param start event time of the city's beginning
 */
public record RecordTimes(Instant start) {

  /** Adapters take records in within so long, seconds. */
  private static final double LEAST_DELAY = .02;

  private static final double DELAY_VARIATION = .38;

  private static final int NAME_BYTES = 5;

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

  /**
   * What stands for a city in ids of its records: another one, or the same that starts at another
   * second, has ids of its own.
   */
  public String nameOf(CityScenario scenario) {
    String city = scenario.name() + " at " + start.truncatedTo(ChronoUnit.SECONDS);
    byte[] hash = Sha256.digest().digest(city.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(hash, 0, NAME_BYTES);
  }

  /** When something happened, as text: RFC 3339 to the second, UTC. */
  public String text(double seconds) {
    return at(seconds).truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
