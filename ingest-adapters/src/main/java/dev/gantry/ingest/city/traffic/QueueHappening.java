package dev.gantry.ingest.city.traffic;

import dev.gantry.ingest.city.road.Link;

/** The light of an approach stays red until so many have stood for a while as make a queue. */
final class QueueHappening extends Happening {

  /** About 45 m in one lane. */
  private static final int VEHICLES = 6;

  private static final int DISSOLVED = 3;

  /** Beside the peaks it takes minutes until so many have come. */
  private static final double PATIENCE_SECONDS = 210;

  private final Occupancy occupancy;
  private final Crossings crossings;
  private final double lasting;

  /**
   * @param lasting how long the light stays red after there is a queue, seconds
   */
  QueueHappening(Link link, Occupancy occupancy, Crossings crossings, double lasting) {
    super(RoadIncident.Kind.QUEUE, link);
    this.occupancy = occupancy;
    this.crossings = crossings;
    this.lasting = lasting;
  }

  @Override
  void step(double now, double seconds) {
    if (!hasBegun()) {
      crossings.holdRed(link(), now);
    }
    int standing =
        (int)
            occupancy.on(link()).stream()
                .filter(vehicle -> vehicle.speed() < QueueWatch.STANDING)
                .count();
    measured(Math.max(measure(), standing));
    if (!hasBegun() && standing >= VEHICLES) {
      begin("", now);
    }
    if (hasBegun() && now - begins() >= lasting) {
      crossings.releaseRed(link(), now);
      if (standing <= DISSOLVED) {
        end(now);
      }
    }
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
