package dev.gantry.ingest;

import dev.gantry.domain.hash.Sha256;
import dev.gantry.ingest.city.CityScenario;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * The epoch of a stream that can be replayed: start time in seconds, 40 bits, then the first 24
 * bits of the SHA-256 of its content. The same content with the same start time is the same stream;
 * a later start time is a later stream, whatever its content.
 */
final class StreamEpoch {

  private static final int HASH_BITS = 24;

  /** The year 9999: with 24 bits of hash below, the epoch stays positive. */
  private static final Instant LAST_START = Instant.parse("9999-12-31T23:59:59Z");

  private StreamEpoch() {}

  static void requireUsable(Instant startTime) {
    if (startTime.isBefore(Instant.EPOCH) || startTime.isAfter(LAST_START)) {
      throw new IllegalArgumentException(
          "start-time: expected a time from 1970 to 9999, found " + startTime);
    }
  }

  /**
   * @param contentHash SHA-256 of the content
   */
  static long of(Instant startTime, byte[] contentHash) {
    long bits =
        (contentHash[0] & 0xFFL) << 16 | (contentHash[1] & 0xFFL) << 8 | (contentHash[2] & 0xFFL);
    return withoutContent(startTime) | bits;
  }

  /** The epoch of a simulated city. */
  static long of(Instant startTime, CityScenario city) {
    return of(startTime, contentHash(city));
  }

  /** SHA-256 of a city's name, which stands for all that it shows. */
  static byte[] contentHash(CityScenario city) {
    return Sha256.digest().digest(city.name().getBytes(StandardCharsets.UTF_8));
  }

  /** For events about a source whose content can't be read. */
  static long withoutContent(Instant startTime) {
    return startTime.getEpochSecond() << HASH_BITS;
  }

  /**
   * Refuses to send a city where another lies that has come as far as it starts: its frames would
   * count as late, and its readings, of the same series at the same times, as sent before.
   *
   * @param cameraId camera of both
   * @param found epoch of a frame that is there
   * @param reached event time of that frame, or of the start of its city where that is not known
   * @param own epoch of the city to be sent
   * @throws SourceException when it is so
   */
  static void requireNoOtherCity(String cameraId, long found, Instant reached, long own) {
    if (found != own && !reached.isBefore(startTimeOf(own))) {
      throw new SourceException(
          ("start-time: expected a time after %s, to which another city has come whose camera %s is"
                  + " in these topics (another seed, or other numbers), found %s; or give it topics"
                  + " of its own (topics.prefix)")
              .formatted(reached, cameraId, startTimeOf(own)));
    }
  }

  /** The start time that an epoch states, to the second. */
  static Instant startTimeOf(long epoch) {
    return Instant.ofEpochSecond(epoch >> HASH_BITS);
  }
}
