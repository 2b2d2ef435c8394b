package dev.gantry.ingest.city.traffic;

import dev.gantry.ingest.city.road.Link;
import dev.gantry.ingest.city.road.Movement;
import dev.gantry.ingest.city.road.Pose;
import dev.gantry.ingest.city.road.Turn;
import org.jspecify.annotations.Nullable;

/**
 * One vehicle on the roads. Its place is that of its front bumper: metres along its link, or, while
 * it crosses a junction, along its movement.
 */
final class Vehicle {

  /**
   * How long a lane change takes, seconds: Toledo and Zohar (2007) report 1 to 13, mostly 3 to 5.
   */
  private static final double CHANGE_SECONDS = 3.5;

  /** Nobody swings out within less, metres. */
  private static final double LEAST_CHANGE_METRES = 22;

  /**
   * Share of the way into another lane, .78 of its width aside, from which there is half a metre
   * and more between a car and who stands in the lane it leaves.
   */
  private static final double ASIDE = .7;

  /** Slower ones stand, m/s. */
  private static final double STANDING = .3;

  /** Trucks and buses fill their lane, metres. */
  private static final double WIDE = 2.2;

  private final int number;
  private final VehicleType type;
  private final Driver driver;
  private final int colour;

  private Link link;
  private int lane;
  private @Nullable Movement crossing;
  private @Nullable Movement enteredBy;
  private int rank;
  private double place;
  private double speed;
  private double acceleration;
  private int laneLeft = -1;
  private double changeFrom;
  private double changeMetres = LEAST_CHANGE_METRES;
  private Turn turn = Turn.THROUGH;
  private Conduct conduct = new Conduct.Lawful();

  Vehicle(int number, VehicleType type, Driver driver, int colour, Link link, int lane) {
    this.number = number;
    this.type = type;
    this.driver = driver;
    this.colour = colour;
    this.link = link;
    this.lane = lane;
  }

  String id() {
    return "v" + number;
  }

  int number() {
    return number;
  }

  VehicleType type() {
    return type;
  }

  Driver driver() {
    return driver;
  }

  int colour() {
    return colour;
  }

  /** The link it is on, or the one it comes from while it crosses a junction. */
  Link link() {
    return link;
  }

  int lane() {
    return lane;
  }

  /** The way across the junction it is on; null on a link. */
  @Nullable Movement crossing() {
    return crossing;
  }

  /** Whether it came to its link by a way across a junction. */
  boolean cameBy(Movement movement) {
    Movement by = enteredBy;
    return by != null && by.index() == movement.index();
  }

  /** How many were before it on its link or movement when that was last counted. */
  int rank() {
    return rank;
  }

  void ranks(int behind) {
    this.rank = behind;
  }

  double place() {
    return place;
  }

  double rear() {
    return place - type.length();
  }

  double speed() {
    return speed;
  }

  double acceleration() {
    return acceleration;
  }

  void accelerate(double metresPerSecondSquared) {
    this.acceleration = metresPerSecondSquared;
  }

  void startAt(double metres, double metresPerSecond) {
    this.place = metres;
    this.speed = metresPerSecond;
  }

  Turn turn() {
    return turn;
  }

  void wants(Turn wanted) {
    this.turn = wanted;
  }

  Conduct conduct() {
    return conduct;
  }

  boolean isLawful() {
    return conduct instanceof Conduct.Lawful;
  }

  void behave(Conduct other) {
    this.conduct = other;
  }

  void obey() {
    this.conduct = new Conduct.Lawful();
  }

  /** The speed it would like on a stretch, m/s. */
  double desired(double limitMps) {
    double lawful = driver.desiredShare() * Math.min(limitMps, type.topSpeed());
    return isLawful() ? lawful : conduct.desired(lawful, limitMps);
  }

  /** Whether any of it is in a lane of its link. */
  boolean occupies(int someLane) {
    return lane == someLane || laneLeft == someLane;
  }

  /**
   * Whether it has swung out so far that it gets by another in the lane that it leaves, who stands
   * before it and stays in that lane.
   */
  boolean getsBy(Vehicle other) {
    boolean isAside = isChangingLane() && changed() > ASIDE;
    return isAside
        && other.lane == laneLeft
        && !other.isChangingLane()
        && other.speed < STANDING
        && type.width() < WIDE
        && other.type.width() < WIDE;
  }

  boolean isChangingLane() {
    return laneLeft >= 0;
  }

  void changeLane(int to) {
    laneLeft = lane;
    lane = to;
    changeFrom = place;
    changeMetres = changeMetres();
  }

  /** Goes back into the lane it is leaving, from where it is between the two. */
  void turnBack() {
    double done = changed();
    int back = laneLeft;
    laneLeft = lane;
    lane = back;
    changeFrom = place - (1 - done) * changeMetres;
  }

  /** Share of the way into another lane that is done, 0 to 1; 1 within a lane. */
  double changed() {
    return isChangingLane() ? Math.min(1, (place - changeFrom) / changeMetres) : 1;
  }

  /** The lane it is leaving; none, and below 0, within a lane. */
  int laneLeft() {
    return laneLeft;
  }

  /** The way that a lane change begun now takes, metres. */
  double changeMetres() {
    return Math.max(LEAST_CHANGE_METRES, CHANGE_SECONDS * speed);
  }

  /** Goes on for a step: the ballistic update, Treiber and Kanagaraj, Physica A 419 (2015). */
  void move(double seconds) {
    double after = Math.max(0, speed + acceleration * seconds);
    place += (speed + after) / 2 * seconds;
    speed = after;
    if (isChangingLane() && place >= changeFrom + changeMetres) {
      laneLeft = -1;
    }
  }

  /** Passes the stop line. */
  void cross(Movement movement) {
    place -= link.length();
    crossing = movement;
    laneLeft = -1;
  }

  /** Leaves the junction. */
  void enter(Movement by) {
    place -= by.length();
    crossing = null;
    enteredBy = by;
    link = by.to();
    lane = by.toLane();
  }

  /** The middle of its floor, and where it heads. */
  Pose pose() {
    if (crossing == null && rear() >= 0 && !isChangingLane()) {
      return onLink(place - type.length() / 2);
    }
    Pose front = poseAt(place);
    Pose back = poseAt(rear());
    return new Pose(
        (front.x() + back.x()) / 2,
        (front.y() + back.y()) / 2,
        Pose.headingOf(back.x(), back.y(), front.x(), front.y()));
  }

  private Pose poseAt(double metres) {
    Movement across = crossing;
    if (across != null) {
      return metres >= 0 ? across.path().at(metres) : onLink(link.length() + metres);
    }
    Movement by = enteredBy;
    if (metres < 0 && by != null) {
      return by.path().at(by.length() + metres);
    }
    return onLink(metres);
  }

  private Pose onLink(double metres) {
    return link.at(metres, offset());
  }

  /** Distance right of the centre line of the street, metres. */
  private double offset() {
    double here = Link.laneOffset(lane);
    if (!isChangingLane()) {
      return here;
    }
    double share = changed();
    double done = share * share * (3 - 2 * share);
    return Link.laneOffset(laneLeft) + done * (here - Link.laneOffset(laneLeft));
  }
}
