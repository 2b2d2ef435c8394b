package dev.gantry.bench.simulator;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What one core makes of the simulated city.
 *
 * @param boxesPerSecond boxes of generated detections, the city's own motion included
 * @param picturesPerSecond pictures by day
 * @param picturesAtNightPerSecond pictures at night
 */
public record SimulatorResult(
    @JsonProperty("boxes_per_s") long boxesPerSecond,
    @JsonProperty("frames_per_s") long picturesPerSecond,
    @JsonProperty("night_frames_per_s") long picturesAtNightPerSecond) {

  String words() {
    return "%d boxes/s; %d pictures/s by day, %d at night; each on one core."
        .formatted(boxesPerSecond, picturesPerSecond, picturesAtNightPerSecond);
  }
}
