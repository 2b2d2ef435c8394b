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

  public SimulatorSettings {
    StreamEpoch.requireUsable(startTime);
    if (frames.isPresent() && frames.getAsLong() < 1) {
      throw new IllegalArgumentException("frames: expected 1 or more, found " + frames.getAsLong());
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
