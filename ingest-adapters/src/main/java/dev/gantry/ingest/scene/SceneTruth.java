package dev.gantry.ingest.scene;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What is true of a {@link Scene}, without rendering it: a pure function of its seed, for any
 * thread.
 */
public final class SceneTruth {

  private final Traffic traffic;

  /**
   * @param seed of the scene
   */
  public SceneTruth(long seed) {
    this.traffic = new Traffic(seed);
  }

  /** Scene time of a frame. */
  public static Duration timeOf(long seq) {
    return Duration.ofMillis(seq * 1000 / Scene.FPS);
  }

  /**
   * What a frame shows.
   *
   * @param seq index, 0 or more
   */
  public FrameTruth frame(long seq) {
    return truthOf(seq, vehiclesAt(seq));
  }

  /** The incidents that begin before a frame, in the order of their beginning. */
  public List<Incident> incidentsBefore(long seq) {
    return traffic.incidentsBefore(seconds(seq));
  }

  /** The vehicles on the road, farthest first. */
  List<PlacedVehicle> vehiclesAt(long seq) {
    if (seq < 0) {
      throw new IllegalArgumentException("frame_seq: expected 0 or more, found " + seq);
    }
    double seconds = seconds(seq);
    return traffic.at(seconds).stream().map(v -> PlacedVehicle.at(v, seconds)).toList();
  }

  static FrameTruth truthOf(long seq, List<PlacedVehicle> farthestFirst) {
    List<VehicleTruth> truths = new ArrayList<>();
    List<ConvexPolygon> nearer = new ArrayList<>();
    for (int i = farthestFirst.size() - 1; i >= 0; i--) {
      PlacedVehicle vehicle = farthestFirst.get(i);
      vehicle.truth(nearer).ifPresent(truth -> truths.add(0, truth));
      nearer.add(vehicle.silhouette());
    }
    return new FrameTruth(seq, timeOf(seq), truths);
  }

  private static double seconds(long seq) {
    return (double) seq / Scene.FPS;
  }
}
