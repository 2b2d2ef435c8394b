package dev.gantry.ingest.city.traffic;

import dev.gantry.ingest.city.road.Link;
import dev.gantry.ingest.city.road.Path;
import dev.gantry.ingest.city.road.Pose;
import java.util.List;

/**
 * A car comes out of a driveway and goes down a link against its direction, into another driveway.
 * The others see it and wait at the junction before; it sets out when the link is empty and those
 * who can't stop any more have passed.
 */
final class WrongWayHappening extends Happening {

  private static final VehicleType TYPE = VehicleType.SALOON;
  private static final double FROM_ENDS_METRES = 14;
  private static final double SWING_METRES = 24;
  private static final double OFF_ROAD_METRES = 5;

  private final Occupancy occupancy;
  private final Crossings crossings;
  private final String id;
  private final double speed;
  private final int colour;
  private final Path way;
  private double travelled = -1;

  WrongWayHappening(
      Link link, Occupancy occupancy, Crossings crossings, String id, double speed, int colour) {
    super(RoadIncident.Kind.WRONG_WAY, link);
    this.occupancy = occupancy;
    this.crossings = crossings;
    this.id = id;
    this.speed = speed;
    this.colour = colour;
    this.way = way(link);
  }

  @Override
  void step(double now, double seconds) {
    if (travelled < 0) {
      crossings.close(link());
      if (isEmpty()) {
        travelled = 0;
      }
      return;
    }
    travelled += speed * seconds;
    boolean onRoad = isOnRoad();
    if (onRoad && !hasBegun()) {
      begin(id, now);
    }
    if (hasBegun() && !onRoad && travelled > way.length() / 2) {
      measured(now - begins());
      end(now);
      crossings.open(link());
    }
  }

  private boolean isEmpty() {
    return occupancy.on(link()).isEmpty() && !crossings.isEntered(link());
  }

  /** From one driveway onto the innermost lane, down it, and into the other driveway. */
  private static Path way(Link link) {
    double lane = Link.laneOffset(0);
    double driveway = link.kerbOffset() + OFF_ROAD_METRES;
    double last = link.length() - FROM_ENDS_METRES;
    Pose onLane = against(link, last - SWING_METRES, lane);
    Pose offLane = against(link, FROM_ENDS_METRES + SWING_METRES, lane);
    return new Path.Joined(
        List.of(
            Path.bend(against(link, last, driveway), onLane),
            Path.bend(onLane, offLane),
            Path.bend(offLane, against(link, FROM_ENDS_METRES, driveway))));
  }

  private static Pose against(Link link, double along, double right) {
    Pose pose = link.at(along, right);
    return new Pose(pose.x(), pose.y(), pose.heading() + StrictMath.PI);
  }

  private boolean isOnRoad() {
    Pose start = link().start();
    Pose here = way.at(travelled);
    double dx = here.x() - start.x();
    double dy = here.y() - start.y();
    double right = dx * StrictMath.cos(start.heading()) - dy * StrictMath.sin(start.heading());
    return right < link().kerbOffset();
  }

  @Override
  void giveUp(double now) {
    crossings.open(link());
    super.giveUp(now);
  }

  @Override
  List<Actor> extras() {
    if (travelled < 0 || isOver()) {
      return List.of();
    }
    Pose front = way.at(travelled);
    Pose pose = front.moved(-TYPE.length() / 2, 0);
    return List.of(
        new Actor(
            id,
            Actor.Shape.SALOON,
            TYPE.label(),
            TYPE.length(),
            TYPE.width(),
            TYPE.height(),
            pose,
            speed,
            colour,
            link().id(),
            false));
  }
}
