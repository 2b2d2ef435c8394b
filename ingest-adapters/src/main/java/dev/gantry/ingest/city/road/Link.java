package dev.gantry.ingest.city.road;

import dev.gantry.ingest.city.road.Signal.Light;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * One direction of a street between two junctions, or between a junction and the edge of the city.
 * It begins where the crossing of the first junction ends, and ends at the stop line of the second.
 *
 * <p>Traffic keeps to the right: lane 0 lies right of the street's centre line, higher lanes
 * further to the right, the pavement beyond.
 */
public final class Link {

  /** Width of a lane, metres. */
  public static final double LANE_METRES = 3.5;

  /** Width of the pavement beside the kerb, metres. */
  public static final double PAVEMENT_METRES = 3.2;

  private final int index;
  private final String id;
  private final Optional<Junction> from;
  private final Optional<Junction> to;
  private final Pose start;
  private final double sin;
  private final double cos;
  private final double length;
  private final int lanes;
  private final double limitMps;
  private final List<Movement> movements = new ArrayList<>();
  private final List<Movement> shownMovements = Collections.unmodifiableList(movements);

  /** Its place among the approaches of the junction at its end; below 0 at the edge of the city. */
  private int approach = -1;

  Link(
      int index,
      Optional<Junction> from,
      Optional<Junction> to,
      Pose start,
      double length,
      int lanes,
      double limitMps) {
    this.index = index;
    this.id = "link-" + index;
    this.from = from;
    this.to = to;
    this.start = start;
    this.sin = StrictMath.sin(start.heading());
    this.cos = StrictMath.cos(start.heading());
    this.length = length;
    this.lanes = lanes;
    this.limitMps = limitMps;
  }

  /** Its number among all links, from 0. The opposite direction of the street has {@code ^ 1}. */
  public int index() {
    return index;
  }

  /** Its name, also that of its segment. */
  public String id() {
    return id;
  }

  /** Where it comes from; empty at the edge of the city. */
  public Optional<Junction> from() {
    return from;
  }

  /** Where it leads to; empty at the edge of the city. */
  public Optional<Junction> to() {
    return to;
  }

  /** What the signal at its end has for those who come along it; it must lead to a junction. */
  public Light light(double seconds) {
    return to.orElseThrow().signal(seconds).lightOf(approach);
  }

  /** Where the centre line of the street begins, in the direction of travel. */
  public Pose start() {
    return start;
  }

  /** From its start to the stop line, metres. */
  public double length() {
    return length;
  }

  /** How many lanes it has, 1 or 2. */
  public int lanes() {
    return lanes;
  }

  /** What the law allows, m/s. */
  public double limitMps() {
    return limitMps;
  }

  /** Its direction, radians clockwise from north. */
  public double heading() {
    return start.heading();
  }

  /** Distance of a lane's middle from the centre line of the street, metres. */
  public static double laneOffset(double lane) {
    return (lane + .5) * LANE_METRES;
  }

  /** Distance of the kerb from the centre line of the street, metres. */
  public double kerbOffset() {
    return lanes * LANE_METRES + .3;
  }

  /**
   * A pose on it.
   *
   * @param along metres from its start
   * @param right metres right of the centre line of the street
   */
  public Pose at(double along, double right) {
    return new Pose(
        start.x() + along * sin + right * cos,
        start.y() + along * cos - right * sin,
        start.heading());
  }

  /** The ways on from a lane; none at the edge of the city. */
  public List<Movement> movements(int lane) {
    return movements.stream().filter(movement -> movement.fromLane() == lane).toList();
  }

  /** All ways on; none at the edge of the city. */
  public List<Movement> movements() {
    return shownMovements;
  }

  void add(Movement movement) {
    movements.add(movement);
  }

  /** Becomes one of the approaches of the junction at its end. */
  void approachAs(int place) {
    approach = place;
  }

  @Override
  public String toString() {
    return id;
  }
}
