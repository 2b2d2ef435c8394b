package dev.gantry.domain.geometry;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Cameras that look down on a road, for tests. */
public final class TestCameras {

  private TestCameras() {}

  /** A camera 4 to 15 m up, tilted down by 15 to 60 degrees, panned by up to 30. */
  public static Homography random(Random random) {
    return camera(
        4 + 11 * random.nextDouble(),
        Math.toRadians(15 + 45 * random.nextDouble()),
        Math.toRadians(-30 + 60 * random.nextDouble()),
        700 + 800 * random.nextDouble());
  }

  /** A camera over the origin; with a pan of 0 it looks along the y axis. */
  public static Homography camera(double height, double tilt, double pan, double focal) {
    double[] right = {Math.cos(pan), -Math.sin(pan), 0};
    double[] forward = {
      Math.sin(pan) * Math.cos(tilt), Math.cos(pan) * Math.cos(tilt), -Math.sin(tilt)
    };
    double[] down = {
      -Math.sin(pan) * Math.sin(tilt), -Math.cos(pan) * Math.sin(tilt), -Math.cos(tilt)
    };
    // Image of (X, Y, 0): K [right; down; forward] (X, Y, -height).
    double[] toImage = new double[9];
    double[][] axes = {right, down, forward};
    for (int row = 0; row < 3; row++) {
      toImage[3 * row] = axes[row][0];
      toImage[3 * row + 1] = axes[row][1];
      toImage[3 * row + 2] = -height * axes[row][2];
    }
    double[] intrinsics = {focal, 0, 640, 0, focal, 360, 0, 0, 1};
    double[] h = Matrices.inverse(Matrices.product(intrinsics, toImage));
    return Homography.fromMatrix(java.util.Arrays.stream(h).boxed().toList());
  }

  /** Points on the road in front of a camera, the first four around an area. */
  public static List<Point> spread(Random random, int n) {
    Stream<Point> corners =
        Stream.of(new Point(0, 10), new Point(10, 12), new Point(9, 40), new Point(-1, 38));
    Stream<Point> rest =
        Stream.generate(() -> new Point(random.nextDouble() * 10, 10 + random.nextDouble() * 30));
    return Stream.concat(corners, rest).limit(n).toList();
  }

  /** A horizontal direction in the coordinates of a camera: right, down, forward. */
  static double[] direction(double pan, double tilt) {
    return new double[] {
      Math.sin(pan), -Math.cos(pan) * Math.sin(tilt), Math.cos(pan) * Math.cos(tilt)
    };
  }

  static Point vanishing(double[] direction, double focal, Point principal) {
    return new Point(
        principal.x() + focal * direction[0] / direction[2],
        principal.y() + focal * direction[1] / direction[2]);
  }

  /** Distance of the road plane in the units of BrnoCompSpeed: 10 + normal . principal point. */
  static double planeOffset(Point vp1, Point vp2, Point principal) {
    double ax = vp1.x() - principal.x();
    double ay = vp1.y() - principal.y();
    double bx = vp2.x() - principal.x();
    double by = vp2.y() - principal.y();
    double f = Math.sqrt(-(ax * bx + ay * by));
    double nx = f * (ay - by);
    double ny = f * (bx - ax);
    double nz = ax * by - ay * bx;
    double length = Math.sqrt(nx * nx + ny * ny + nz * nz) * Math.signum(nz);
    return 10 + (nx * principal.x() + ny * principal.y()) / length;
  }
}
