package dev.gantry.ingest.city.traffic;

import dev.gantry.ingest.city.road.Link;
import dev.gantry.ingest.city.road.Pose;

/** Somebody on foot: along the pavement of a link, or across the junction at its end. */
final class Walker {

  private static final double LENGTH = .45;
  private static final double WIDTH = .55;

  private final int number;
  private final double speed;
  private final double height;
  private final int colour;
  private final boolean forward;
  private final double fromKerb;
  private Link link;
  private double along;
  private double crossed = -1;
  private double toCross;
  private boolean waiting;

  /**
   * @param forward whether in the direction of the link
   * @param fromKerb metres from the kerb
   * @param along metres from the start of the link
   */
  Walker(
      int number,
      double speed,
      double height,
      int colour,
      boolean forward,
      double fromKerb,
      Link link,
      double along) {
    this.number = number;
    this.speed = speed;
    this.height = height;
    this.colour = colour;
    this.forward = forward;
    this.fromKerb = fromKerb;
    this.link = link;
    this.along = along;
  }

  Link link() {
    return link;
  }

  boolean forward() {
    return forward;
  }

  double along() {
    return along;
  }

  double speed() {
    return speed;
  }

  boolean isCrossing() {
    return crossed >= 0;
  }

  void stroll(double seconds) {
    waiting = false;
    along += (forward ? 1 : -1) * speed * seconds;
  }

  void await() {
    waiting = true;
  }

  /**
   * Leaves the kerb.
   *
   * @param metres from there to the kerb beyond
   */
  void startCrossing(double metres) {
    waiting = false;
    crossed = 0;
    toCross = metres;
  }

  /** Goes on across the carriageway and returns whether it has come to the kerb beyond. */
  boolean cross(double seconds) {
    crossed += speed * seconds;
    return crossed >= toCross;
  }

  void arrive(Link next, double at) {
    link = next;
    along = at;
    crossed = -1;
  }

  Pose onPavement(Link where, double at) {
    return where.at(at, where.kerbOffset() + fromKerb);
  }

  /**
   * As others see it.
   *
   * @param from where it is, or the kerb from which it crosses
   * @param to the kerb to which it crosses
   */
  Actor actor(Pose from, Pose to) {
    double share = isCrossing() ? Math.min(1, crossed / Kerbs.distance(from, to)) : 0;
    double heading =
        isCrossing()
            ? Pose.headingOf(from.x(), from.y(), to.x(), to.y())
            : link.heading() + (forward ? 0 : StrictMath.PI);
    var pose =
        new Pose(
            from.x() + share * (to.x() - from.x()),
            from.y() + share * (to.y() - from.y()),
            heading);
    return person(
        "p" + number, pose, waiting ? 0 : speed, height, colour, isCrossing() ? "" : link.id());
  }

  static Actor person(
      String id, Pose pose, double speed, double height, int colour, String linkId) {
    return new Actor(
        id,
        Actor.Shape.PERSON,
        "person",
        LENGTH,
        WIDTH,
        height,
        pose,
        speed,
        colour,
        linkId,
        false);
  }
}
