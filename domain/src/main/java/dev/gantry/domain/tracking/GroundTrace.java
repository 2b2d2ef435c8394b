package dev.gantry.domain.tracking;

import dev.gantry.domain.geometry.GroundFooting;
import dev.gantry.domain.geometry.GroundMap;
import dev.gantry.domain.geometry.Jacobian;
import dev.gantry.domain.geometry.Point;
import java.util.List;
import java.util.Optional;

/** Samples of a trajectory on the ground, with what a pixel of noise amounts to at each. */
final class GroundTrace {

  /** Noise of a bottom centre that does not depend on the size of its box, pixels. */
  private static final double PIXEL_NOISE = 0.5;

  /** Noise of a bottom centre in sizes of its box: the jitter of detectors. */
  private static final double SIZE_NOISE = 0.002;

  /** Where a pixel is more than that on the ground, places say nothing of speeds, metres. */
  private static final double COARSEST = 1;

  /** A coarse sample so near to the first fine one holds sightings of it. */
  private static final double MERGED_SECONDS = 0.05;

  private final GroundMap ground;
  private final double objectMetres;
  private final double clearance;
  private int size;

  /** So many of the first samples are of when the image cut it off below. */
  private int entered;

  /** Standard error of ways from there, as a share. */
  private double enteredError;

  private final double[] pixels;
  private final double[] footings;
  private final double[] seconds;
  private final double[] noises;
  private final int[] counts;

  private GroundTrace(int capacity, GroundMap ground, double objectMetres, double clearance) {
    this.ground = ground;
    this.objectMetres = objectMetres;
    this.clearance = clearance;
    pixels = new double[2 * capacity];
    footings = new double[GroundFooting.NUMBERS * capacity];
    seconds = new double[capacity];
    noises = new double[capacity];
    counts = new int[capacity];
  }

  /**
   * Projects samples; those above the horizon and those too far away are left out.
   *
   * @param objectMetres size of the object: its box is that large in pixels wherever it is seen
   * @param clearance how high above the ground the samples may lie, standard deviation, metres
   */
  static GroundTrace of(Samples samples, GroundMap ground, double objectMetres, double clearance) {
    GroundTrace trace = new GroundTrace(samples.size(), ground, objectMetres, clearance);
    for (int i = 0; i < samples.size(); i++) {
      trace.add(samples, i);
    }
    return trace;
  }

  /**
   * As {@link #of}: the whole life of a track, of which the recent samples are the finer ones, and
   * before them how it came into the image.
   */
  static GroundTrace ofLife(
      Trajectory path, GroundMap ground, double objectMetres, double clearance) {
    Samples whole = path.whole();
    Samples recent = path.recent();
    List<Entrance.Foot> entered = path.entered(ground);
    GroundTrace trace =
        new GroundTrace(
            entered.size() + whole.size() + recent.size(), ground, objectMetres, clearance);
    for (Entrance.Foot foot : entered) {
      trace.add(foot.pixel().x(), foot.pixel().y(), recent.secondsAt(foot.atUs()), 1);
    }
    trace.entered = trace.size;
    trace.enteredError = path.enteredError();
    for (int i = 0; i < whole.size(); i++) {
      if (recent.size() == 0 || whole.seconds(i) < recent.seconds(0) - MERGED_SECONDS) {
        trace.add(whole, i);
      }
    }
    for (int i = 0; i < recent.size(); i++) {
      trace.add(recent, i);
    }
    return trace;
  }

  private void add(Samples samples, int i) {
    add(samples.x(i), samples.y(i), samples.seconds(i), samples.count(i));
  }

  private void add(double px, double py, double at, int sightings) {
    if (!ground.putFooting(px, py, footings, GroundFooting.NUMBERS * size)) {
      return;
    }
    Jacobian jacobian = jacobian(size);
    if (jacobian.totalVariance() > COARSEST * COARSEST) {
      return;
    }
    double jitter = SIZE_NOISE * objectMetres / jacobian.metresPerPixel();
    pixels[2 * size] = px;
    pixels[2 * size + 1] = py;
    seconds[size] = at;
    noises[size] = PIXEL_NOISE * PIXEL_NOISE + jitter * jitter;
    counts[size] = sightings;
    size++;
  }

  private Point pixel(int i) {
    return new Point(pixels[2 * i], pixels[2 * i + 1]);
  }

  private Jacobian jacobian(int i) {
    return GroundFooting.jacobianAt(footings, GroundFooting.NUMBERS * i);
  }

  int size() {
    return size;
  }

  /** The first sample not before a time; the size when there is none. */
  int from(double sinceSeconds) {
    int first = 0;
    while (first < size && seconds[first] < sinceSeconds) {
      first++;
    }
    return first;
  }

  /** Time since its newest sample, seconds. */
  double secondsSince(double now) {
    return size == 0 ? 0 : Math.max(0, now - seconds[size - 1]);
  }

  double seconds(int i) {
    return seconds[i];
  }

  double x(int i) {
    return footings[GroundFooting.NUMBERS * i];
  }

  double y(int i) {
    return footings[GroundFooting.NUMBERS * i + 1];
  }

  int count(int i) {
    return counts[i];
  }

  /** Half the trace of the covariance of a sample, square metres. */
  double variance(int i) {
    return jacobian(i).totalVariance() / 2 * noises[i] / counts[i];
  }

  /** Variance of a sample along a unit direction, square metres. */
  double varianceAlong(int i, double ux, double uy) {
    // A hundredth of the mean keeps a direction of view that the camera resolves perfectly finite.
    double along = jacobian(i).varianceAlong(ux, uy) * noises[i] / counts[i];
    return Math.max(along, variance(i) / 100);
  }

  /**
   * Standard error of the distance between two samples that is the same however many there are, as
   * a share of it: by the calibration, by samples that lie above the ground, and by those that
   * follow from how tall it is.
   */
  double systematicError(int from, int to) {
    double calibration = ground.distanceError(pixel(from), pixel(to));
    double contact = contactError(from, to);
    double shape = from < entered ? enteredError : 0;
    return Math.sqrt(calibration * calibration + contact * contact + shape * shape);
  }

  /** By how much the distance would be another if both samples lay so high above the ground. */
  private double contactError(int from, int to) {
    double dx = x(to) - x(from);
    double dy = y(to) - y(from);
    double distance = Math.sqrt(dx * dx + dy * dy);
    Optional<Point> a = under(from);
    Optional<Point> b = under(to);
    if (clearance == 0 || !(distance > 0) || a.isEmpty() || b.isEmpty()) {
      return 0;
    }
    return Math.abs(a.get().distanceTo(b.get()) / distance - 1);
  }

  /** Where the ground under a sample is, if that lies above it. */
  private Optional<Point> under(int i) {
    double down = clearance / jacobian(i).metresPerPixelAcross();
    return ground.toGround(new Point(pixels[2 * i], pixels[2 * i + 1] + down));
  }
}
