package dev.gantry.ingest;

import dev.gantry.ingest.city.CityScenario;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What a run of the simulator sends, and how fast.
 *
 * @param scenario the city
 * @param startTime event time of its first frame, whole seconds count for the epoch
 * @param speed how many seconds of the city pass in a second, above 0; empty for as fast as Kafka
 *     takes them
 * @param frames frames of each camera; empty for without end
 */
public record SimulatorSettings(
    CityScenario scenario, Instant startTime, OptionalDouble speed, OptionalLong frames) {

  public SimulatorSettings {
    StreamEpoch.requireUsable(startTime);
    if (speed.isPresent() && !(speed.getAsDouble() > 0)) {
      throw new IllegalArgumentException("speed: expected above 0, found " + speed.getAsDouble());
    }
    if (frames.isPresent() && frames.getAsLong() < 1) {
      throw new IllegalArgumentException("frames: expected 1 or more, found " + frames.getAsLong());
    }
  }

  /** Event time of a frame. */
  Instant timeOf(double seconds) {
    return startTime.plusNanos(Math.round(seconds * 1e6) * 1000);
  }

  /** When something of the city is due, since the beginning of the run. */
  Duration due(double seconds) {
    return Duration.ofNanos(Math.round(seconds * 1e9 / speed.orElse(1)));
  }

  long epoch() {
    byte[] name = scenario.name().getBytes(StandardCharsets.UTF_8);
    return StreamEpoch.of(startTime, StreamSession.sha256().digest(name));
  }
}
