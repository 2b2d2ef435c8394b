package dev.gantry.ingest.scene;

import dev.gantry.domain.geometry.Point;

/**
 * The camera of the scene: a pinhole on a gantry over the road, looking along it and down.
 *
 * <p>World: metres, x to the right, y along the road away from the camera, z up, the camera above
 * the origin. With the pitch p downwards and the height H, a point has the depth {@code y cos p +
 * (H - z) sin p} and lies {@code (H - z) cos p - y sin p} below the optical axis; both times the
 * focal length over the depth are pixels from the principal point.
 */
final class View {

  static final int WIDTH = 640;
  static final int HEIGHT = 360;

  /** Height above the road, metres. */
  static final double CAMERA_HEIGHT = 7.5;

  /** Focal length, pixels: 55 degrees across. */
  private static final double FOCAL = 620;

  /** Tangent of the pitch: puts the horizon 48 pixels below the top edge. */
  private static final double PITCH_TAN = 132 / FOCAL;

  private static final double COS = 1 / StrictMath.sqrt(1 + PITCH_TAN * PITCH_TAN);
  private static final double SIN = PITCH_TAN * COS;
  private static final double CENTRE_X = WIDTH / 2.0;
  private static final double CENTRE_Y = HEIGHT / 2.0;

  /** Row of the horizon, pixels. */
  static final double HORIZON = CENTRE_Y - FOCAL * PITCH_TAN;

  private View() {}

  /** Where a point of the world is in the image, pixels; it lies in front of the camera. */
  static Point project(double x, double y, double z) {
    double drop = CAMERA_HEIGHT - z;
    double perDepth = FOCAL / (y * COS + drop * SIN);
    return new Point(CENTRE_X + x * perDepth, CENTRE_Y + (drop * COS - y * SIN) * perDepth);
  }

  /** Pixels that a metre across has at a point of the ground. */
  static double pixelsPerMetre(double y) {
    return FOCAL / (y * COS + CAMERA_HEIGHT * SIN);
  }

  /** Distance along the road of the ground seen in a row below the horizon, metres. */
  static double groundY(double row) {
    double down = (row - CENTRE_Y) / FOCAL;
    return CAMERA_HEIGHT * (COS - down * SIN) / (SIN + down * COS);
  }

  /** Place across the road of the ground seen at a pixel below the horizon, metres. */
  static double groundX(double column, double groundY) {
    return (column - CENTRE_X) / pixelsPerMetre(groundY);
  }
}
