package dev.gantry.domain.tracking;

import dev.gantry.domain.tracking.TrackStep.Speed;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Velocity over ground of a trace.
 *
 * <p>First the local velocities, between samples about a tenth of a second apart: their median is
 * not led astray by places where the image's border or another object holds the box, since these
 * are few steps however far they lie off. Samples without a step that agrees with it are left out.
 * Then a {@link RobustLine} through the way along the direction of travel over time, each sample
 * weighed by the inverse of its variance in that direction, so that the far field's coarse pixels
 * count little. The standard error is that of the line, together with that of the calibration over
 * this path and of the height above the ground at which boxes end.
 *
 * @param x metres per second along x
 * @param y metres per second along y
 * @param sigma standard error of the speed, metres per second
 * @param systematic the part of it that longer watching does not lessen, as a share of the speed
 */
record GroundVelocity(double x, double y, double sigma, double systematic) {

  /** Time between the samples of a local velocity, seconds, and as a share of the trace. */
  private static final double STEP_SECONDS = 0.1;

  private static final double STEP_SHARE = 1.0 / 3;

  /** Deviation of a local velocity that still agrees: in standard deviations, and as a share. */
  private static final double AGREEING = 2;

  private static final double AGREEING_SHARE = 0.05;

  /** Steps of less than so many standard deviations are lost in their noise. */
  private static final double LOST = 2;

  /** Slower than this, or than three standard errors, an object has no direction of travel. */
  private static final double MIN_DIRECTED_MPS = 1;

  double speed() {
    return Math.sqrt(x * x + y * y);
  }

  Speed toSpeed() {
    return new Speed(speed(), sigma);
  }

  /** Whether it is fast and certain enough to have a direction. */
  boolean directed() {
    return directed(speed(), sigma);
  }

  static boolean directed(double mps, double sigma) {
    return mps >= MIN_DIRECTED_MPS && mps >= 3 * sigma;
  }

  /** Degrees clockwise from the y axis, 0 to 360. */
  double headingDeg() {
    double degrees = StrictMath.toDegrees(StrictMath.atan2(x, y));
    double positive = degrees < 0 ? degrees + 360 : degrees;
    return positive >= 360 ? 0 : positive;
  }

  /**
   * The speed at the end of a trace, as an {@link EndVelocity} in this direction.
   *
   * @param from first sample that this velocity rests on
   */
  Optional<Speed> atEnd(GroundTrace trace, int from) {
    if (speed() < 1e-9) {
      return Optional.of(toSpeed());
    }
    double ux = x / speed();
    double uy = y / speed();
    EndVelocity end = EndVelocity.of(trace, ux, uy);
    return velocity(end.mps(), ux, uy, end.sigma(), trace.systematicError(from, trace.size() - 1))
        .map(GroundVelocity::toSpeed);
  }

  /**
   * Fits samples {@code from} (inclusive) to {@code to} (exclusive); empty when they are too few or
   * too close in time.
   */
  static Optional<GroundVelocity> fit(
      GroundTrace trace, int from, int to, int minSamples, double minSeconds) {
    int n = to - from;
    if (n < minSamples || trace.seconds(to - 1) - trace.seconds(from) < minSeconds) {
      return Optional.empty();
    }
    double total = trace.seconds(to - 1) - trace.seconds(from);
    int[] ahead = ahead(trace, from, to, Math.min(STEP_SECONDS, STEP_SHARE * total));
    double vx = medianRate(trace, from, ahead, 1, 0);
    double vy = medianRate(trace, from, ahead, 0, 1);
    if (isLost(trace, from, ahead, vx, vy)) {
      int[] all = IntStream.range(from, to).toArray();
      vx = line(trace, all, 1, 0, vx).slope();
      vy = line(trace, all, 0, 1, vy).slope();
    }
    double speed = Math.sqrt(vx * vx + vy * vy);
    double ux = speed > 1e-9 ? vx / speed : 0;
    double uy = speed > 1e-9 ? vy / speed : 1;
    int[] kept = agreeing(trace, from, ahead, ux, uy, speed);
    RobustLine line = line(trace, kept, ux, uy, speed);
    double systematic = trace.systematicError(kept[0], kept[kept.length - 1]);
    return velocity(line.slope(), ux, uy, line.sigma(), systematic);
  }

  private static Optional<GroundVelocity> velocity(
      double mps, double ux, double uy, double noise, double systematic) {
    double sigma = Math.sqrt(noise * noise + mps * mps * systematic * systematic);
    return Double.isFinite(mps) && Double.isFinite(sigma)
        ? Optional.of(new GroundVelocity(mps * ux, mps * uy, sigma, systematic))
        : Optional.empty();
  }

  /** For each sample the first that lies a step later; as many as have one. */
  private static int[] ahead(GroundTrace trace, int from, int to, double seconds) {
    int[] ahead = new int[to - from];
    int n = 0;
    int next = from;
    for (int i = from; i < to; i++) {
      while (next < to && trace.seconds(next) - trace.seconds(i) < seconds - 1e-6) {
        next++;
      }
      if (next == to) {
        break;
      }
      ahead[n++] = Math.max(next, i + 1);
    }
    return Arrays.copyOf(ahead, n);
  }

  private static double rate(GroundTrace trace, int i, int next, double ux, double uy) {
    double way = ux * (trace.x(next) - trace.x(i)) + uy * (trace.y(next) - trace.y(i));
    return way / (trace.seconds(next) - trace.seconds(i));
  }

  private static double medianRate(GroundTrace trace, int from, int[] ahead, double ux, double uy) {
    double[] rates = new double[ahead.length];
    int n = 0;
    for (int i = 0; i < ahead.length; i++) {
      if (trace.seconds(ahead[i]) > trace.seconds(from + i)) {
        rates[n++] = rate(trace, from + i, ahead[i], ux, uy);
      }
    }
    return n == 0 ? 0 : RobustLine.median(rates, n);
  }

  /**
   * Whether steps are too short for the velocity to show in them: a far box moves on by whole
   * pixels, now and then, and most of its steps are none.
   */
  private static boolean isLost(GroundTrace trace, int from, int[] ahead, double vx, double vy) {
    if (ahead.length == 0) {
      return true;
    }
    int middle = ahead.length / 2;
    double seconds = trace.seconds(ahead[middle]) - trace.seconds(from + middle);
    double noise = trace.variance(from + middle) + trace.variance(ahead[middle]);
    return (vx * vx + vy * vy) * seconds * seconds < LOST * LOST * noise;
  }

  /** The samples that have a step which agrees with the median; all of them when hardly any has. */
  private static int[] agreeing(
      GroundTrace trace, int from, int[] ahead, double ux, double uy, double speed) {
    int last = ahead.length == 0 ? from : ahead[ahead.length - 1];
    double[] off = new double[ahead.length];
    double[] noise = new double[ahead.length];
    double[] scratch = new double[ahead.length];
    for (int i = 0; i < ahead.length; i++) {
      double seconds = trace.seconds(ahead[i]) - trace.seconds(from + i);
      noise[i] =
          Math.sqrt(trace.varianceAlong(from + i, ux, uy) + trace.varianceAlong(ahead[i], ux, uy))
              / seconds;
      off[i] = Math.abs(rate(trace, from + i, ahead[i], ux, uy) - speed);
      scratch[i] = off[i] / noise[i];
    }
    double scale = ahead.length == 0 ? 1 : RobustLine.scale(scratch, ahead.length);
    boolean[] keep = new boolean[last - from + 1];
    int count = 0;
    for (int i = 0; i < ahead.length; i++) {
      if (off[i] <= AGREEING * scale * noise[i] + AGREEING_SHARE * speed) {
        keep[i] = true;
        keep[ahead[i] - from] = true;
      }
    }
    int[] kept = new int[keep.length];
    for (int i = 0; i < keep.length; i++) {
      if (keep[i]) {
        kept[count++] = from + i;
      }
    }
    return count >= RobustLine.MIN_POINTS
        ? Arrays.copyOf(kept, count)
        : IntStream.rangeClosed(from, last).toArray();
  }

  private static RobustLine line(
      GroundTrace trace, int[] kept, double ux, double uy, double speed) {
    double[] t = new double[kept.length];
    double[] along = new double[kept.length];
    double[] weights = new double[kept.length];
    for (int i = 0; i < kept.length; i++) {
      t[i] = trace.seconds(kept[i]);
      along[i] = ux * trace.x(kept[i]) + uy * trace.y(kept[i]);
      weights[i] = 1 / trace.varianceAlong(kept[i], ux, uy);
    }
    return RobustLine.fit(t, along, weights, speed);
  }
}
