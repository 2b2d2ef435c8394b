package dev.gantry.ingest.city.road;

/**
 * A place on the ground and a direction.
 *
 * @param x metres east of the city's middle
 * @param y metres north of it
 * @param heading radians clockwise from north
 */
public record Pose(double x, double y, double heading) {

  /** A place ahead of this one and to its right, with the same direction. */
  public Pose moved(double ahead, double right) {
    double sin = StrictMath.sin(heading);
    double cos = StrictMath.cos(heading);
    return new Pose(x + ahead * sin + right * cos, y + ahead * cos - right * sin, heading);
  }

  /** The direction from one place to another, radians clockwise from north. */
  public static double headingOf(double fromX, double fromY, double toX, double toY) {
    return StrictMath.atan2(toX - fromX, toY - fromY);
  }
}
