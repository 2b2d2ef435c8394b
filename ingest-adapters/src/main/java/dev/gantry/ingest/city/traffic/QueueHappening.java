package dev.gantry.ingest.city.traffic;

import java.util.List;

/**
 * The light of an approach stays red until a queue has stood for a while that reaches back to where
 * somebody looks.
 */
final class QueueHappening extends Happening {

  private static final int VEHICLES = 6;

  /** The last in it is before the eyes of a camera, not just at the edge of what it sees. */
  private static final double WITHIN_METRES = 7;

  private static final int DISSOLVED = 3;

  /** Beside the peaks it takes minutes until so many have come. */
  private static final double PATIENCE_SECONDS = 210;

  private final Stretch where;
  private final Occupancy occupancy;
  private final Crossings crossings;
  private final double lasting;

  /**
   * @param where somebody looks
   * @param lasting how long the light stays red after there is a queue, seconds
   */
  QueueHappening(Stretch where, Occupancy occupancy, Crossings crossings, double lasting) {
    super(RoadIncident.Kind.QUEUE, where.link());
    this.where = where;
    this.occupancy = occupancy;
    this.crossings = crossings;
    this.lasting = lasting;
  }

  @Override
  void step(double now, double seconds) {
    if (!hasBegun()) {
      crossings.holdRed(link(), now);
    }
    List<Vehicle> queue =
        occupancy.on(link()).stream()
            .filter(vehicle -> vehicle.speed() < QueueWatch.STANDING)
            .toList();
    measured(Math.max(measure(), queue.size()));
    if (!hasBegun() && queue.size() >= VEHICLES && reachesIntoView(queue)) {
      begin("", now);
    }
    if (hasBegun() && now - begins() >= lasting) {
      crossings.releaseRed(link(), now);
      if (queue.size() <= DISSOLVED) {
        end(now);
      }
    }
  }

  private boolean reachesIntoView(List<Vehicle> queue) {
    return queue.stream().anyMatch(vehicle -> vehicle.place() < where.to() - WITHIN_METRES);
  }

  @Override
  double patience() {
    return PATIENCE_SECONDS;
  }

  @Override
  void giveUp(double now) {
    crossings.releaseRed(link(), now);
    super.giveUp(now);
  }
}
