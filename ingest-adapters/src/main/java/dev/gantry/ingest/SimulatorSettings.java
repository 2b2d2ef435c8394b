package dev.gantry.ingest;

import dev.gantry.ingest.city.CityScenario;
import dev.gantry.ingest.city.RecordTimes;
import java.time.Instant;
import java.util.OptionalLong;

/**
 * What a run of the simulator sends, and how fast.
 *
 * @param scenario the city
 * @param startTime event time of its first frame, whole seconds count for the epoch
 * @param pace how fast its time passes
 * @param frames frames of each camera; empty for without end
 */
public record SimulatorSettings(
    CityScenario scenario, Instant startTime, Pace pace, OptionalLong frames) {

  /**
   * Cameras that send pictures, at most: to go on where they stopped, the last pictures of all are
   * read back from their topic, of which it takes some 100 MB at so many.
   */
  public static final int MOST_FILMING = KafkaStreamPositions.MAX_RECORDS / 100;

  public SimulatorSettings {
    StreamEpoch.requireUsable(startTime);
    if (frames.isPresent() && frames.getAsLong() < 1) {
      throw new IllegalArgumentException("frames: expected 1 or more, found " + frames.getAsLong());
    }
  }

  /**
   * Refuses a city with more cameras than may send pictures.
   *
   * @throws IllegalArgumentException with what was expected and found
   */
  public static void requireFilmable(CityScenario scenario) {
    if (scenario.cameras() > MOST_FILMING) {
      throw new IllegalArgumentException(
          "cameras: expected 1 to %d that send pictures, found %d"
              .formatted(MOST_FILMING, scenario.cameras()));
    }
  }

  /** Event time of a frame. */
  Instant timeOf(double seconds) {
    return new RecordTimes(startTime).at(seconds);
  }

  long epoch() {
    return StreamEpoch.of(startTime, scenario);
  }
}
