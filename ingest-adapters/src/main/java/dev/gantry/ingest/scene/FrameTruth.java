package dev.gantry.ingest.scene;

import java.time.Duration;
import java.util.List;

/**
 * What is true of one frame.
 *
 * @param seq index of the frame, 0 or more
 * @param at scene time
 * @param vehicles vehicles with any part in the frame, farthest first
 */
public record FrameTruth(long seq, Duration at, List<VehicleTruth> vehicles) {

  public FrameTruth {
    vehicles = List.copyOf(vehicles);
  }
}
