package dev.gantry.ingest;

import dev.gantry.ingest.city.CityScenario;
import java.util.OptionalLong;

/**
 * One camera of a simulated city, with pictures.
 *
 * @param stream what every source is told
 * @param scenario the city
 * @param camera which camera of it, from 0
 * @param frames frames until it ends; empty for without end
 */
public record CityCameraSettings(
    StreamSettings stream, CityScenario scenario, int camera, OptionalLong frames) {

  public CityCameraSettings {
    if (camera < 0 || camera >= scenario.cameras()) {
      throw new IllegalArgumentException(
          "camera: expected 0 to %d, found %d".formatted(scenario.cameras() - 1, camera));
    }
    if (frames.isPresent() && frames.getAsLong() < 1) {
      throw new IllegalArgumentException("frames: expected 1 or more, found " + frames.getAsLong());
    }
  }
}
