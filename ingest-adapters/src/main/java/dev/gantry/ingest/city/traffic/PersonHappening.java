package dev.gantry.ingest.city.traffic;

import dev.gantry.ingest.city.road.Link;
import dev.gantry.ingest.city.road.Pose;
import java.util.List;

/** Somebody steps onto the carriageway between the junctions, stands there, and goes back. */
final class PersonHappening extends Happening {

  private static final double WALKING = 1.25;
  private static final double BEFORE_FEET_METRES = 2.5;

  /** Braking that the one who steps out relies upon, m/s². */
  private static final double RELIED_ON = 2.5;

  private final Occupancy occupancy;
  private final String id;
  private final double place;
  private final double lasting;
  private final int colour;
  private double walked;
  private double stood;

  /**
   * @param place metres from the start of the link
   * @param lasting how long one stands on the road, seconds
   */
  PersonHappening(
      Link link, Occupancy occupancy, String id, double place, double lasting, int colour) {
    super(RoadIncident.Kind.PERSON_ON_CARRIAGEWAY, link);
    this.occupancy = occupancy;
    this.id = id;
    this.place = place;
    this.lasting = lasting;
    this.colour = colour;
  }

  @Override
  void step(double now, double seconds) {
    if (!hasBegun()) {
      if (isSafe()) {
        begin(id, now);
        occupancy.obstacles(link()).add(place - BEFORE_FEET_METRES);
      }
      return;
    }
    if (walked < way()) {
      walked += WALKING * seconds;
    } else if (stood < lasting) {
      stood += seconds;
    } else {
      goBack(now, seconds);
    }
  }

  private void goBack(double now, double seconds) {
    walked += WALKING * seconds;
    if (walked >= 2 * way()) {
      occupancy.obstacles(link()).remove(place - BEFORE_FEET_METRES);
      measured(now - begins());
      end(now);
    }
  }

  /** From the kerb to the middle of the nearest lane, metres. */
  private double way() {
    return link().kerbOffset() - Link.laneOffset(link().lanes() - 1);
  }

  private boolean isSafe() {
    return occupancy.on(link()).stream().allMatch(this::leavesTime);
  }

  private boolean leavesTime(Vehicle vehicle) {
    double stopping = vehicle.speed() * vehicle.speed() / (2 * RELIED_ON) + 2 * vehicle.speed() + 4;
    return vehicle.rear() > place + 2 || vehicle.place() + stopping < place - BEFORE_FEET_METRES;
  }

  @Override
  List<Actor> extras() {
    if (!hasBegun() || isOver()) {
      return List.of();
    }
    boolean returning = stood >= lasting;
    double in = returning ? Math.max(0, 2 * way() - walked) : Math.min(walked, way());
    Pose at = link().at(place, link().kerbOffset() - in);
    double turn = returning ? StrictMath.PI / 2 : -StrictMath.PI / 2;
    boolean standing = walked >= way() && !returning;
    var pose = new Pose(at.x(), at.y(), at.heading() + turn);
    return List.of(Walker.person(id, pose, standing ? 0 : WALKING, 1.75, colour, link().id()));
  }
}
