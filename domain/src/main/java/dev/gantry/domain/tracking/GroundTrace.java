package dev.gantry.domain.tracking;

import dev.gantry.domain.geometry.GroundMap;
import dev.gantry.domain.geometry.Jacobian;
import dev.gantry.domain.geometry.Point;
import java.util.Optional;

/** Samples of a trajectory on the ground, with what a pixel of noise amounts to at each. */
final class GroundTrace {

  /** Noise of a bottom centre that does not depend on the size of its box, pixels. */
  private static final double PIXEL_NOISE = 0.5;

  /** Noise of a bottom centre in sizes of its box: the jitter of detectors. */
  private static final double SIZE_NOISE = 0.002;

  private final GroundMap ground;
  private final Samples samples;
  private final int[] indexes;
  private int size;
  private final double[] seconds;
  private final double[] xs;
  private final double[] ys;
  private final double[] noises;
  private final int[] counts;
  private final Jacobian[] jacobians;

  private GroundTrace(Samples samples, GroundMap ground) {
    int capacity = samples.size();
    this.ground = ground;
    this.samples = samples;
    indexes = new int[capacity];
    seconds = new double[capacity];
    xs = new double[capacity];
    ys = new double[capacity];
    noises = new double[capacity];
    counts = new int[capacity];
    jacobians = new Jacobian[capacity];
  }

  /**
   * Projects the samples not older than a time; those above the horizon are left out.
   *
   * @param objectMetres size of the object: its box is that large in pixels wherever it is seen
   */
  static GroundTrace of(
      Samples samples, double sinceSeconds, GroundMap ground, double objectMetres) {
    GroundTrace trace = new GroundTrace(samples, ground);
    for (int i = 0; i < samples.size(); i++) {
      if (samples.seconds(i) >= sinceSeconds) {
        trace.add(i, objectMetres);
      }
    }
    return trace;
  }

  private void add(int i, double objectMetres) {
    Point pixel = new Point(samples.x(i), samples.y(i));
    Optional<Point> place = ground.toGround(pixel);
    if (place.isEmpty()) {
      return;
    }
    Jacobian jacobian = ground.jacobianAt(pixel).orElseThrow();
    double jitter = SIZE_NOISE * objectMetres / jacobian.metresPerPixel();
    indexes[size] = i;
    seconds[size] = samples.seconds(i);
    xs[size] = place.get().x();
    ys[size] = place.get().y();
    noises[size] = PIXEL_NOISE * PIXEL_NOISE + jitter * jitter;
    counts[size] = samples.count(i);
    jacobians[size] = jacobian;
    size++;
  }

  int size() {
    return size;
  }

  double seconds(int i) {
    return seconds[i];
  }

  double x(int i) {
    return xs[i];
  }

  double y(int i) {
    return ys[i];
  }

  int count(int i) {
    return counts[i];
  }

  /** Half the trace of the covariance of a sample, square metres. */
  double variance(int i) {
    return jacobians[i].totalVariance() / 2 * noises[i] / counts[i];
  }

  /** Variance of a sample along a unit direction, square metres. */
  double varianceAlong(int i, double ux, double uy) {
    // A hundredth of the mean keeps a direction of view that the camera resolves perfectly finite.
    double along = jacobians[i].varianceAlong(ux, uy) * noises[i] / counts[i];
    return Math.max(along, variance(i) / 100);
  }

  /** Standard error of the distance between two samples by the calibration, as a share of it. */
  double calibrationError(int from, int to) {
    return ground.distanceError(pixel(from), pixel(to));
  }

  private Point pixel(int i) {
    return new Point(samples.x(indexes[i]), samples.y(indexes[i]));
  }
}
