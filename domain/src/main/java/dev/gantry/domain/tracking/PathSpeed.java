package dev.gantry.domain.tracking;

import dev.gantry.domain.geometry.GroundMap;
import dev.gantry.domain.tracking.TrackStep.Speed;
import java.util.Optional;

/** The mean speed along a whole path: straight parts as one, a curve as the mean of its halves. */
final class PathSpeed {

  /** Fewest samples and shortest time that a speed rests on. */
  private static final int MIN_SAMPLES = 5;

  private static final double MIN_SECONDS = 0.08;

  /** The same for each half of what may be a curve. */
  private static final double MIN_HALF_SECONDS = 0.3;

  /** Heading change between the halves of a trace from which it is a curve, degrees. */
  private static final double CURVE_DEG = 20;

  /** Samples at either end of a way over which its ends are averaged. */
  private static final int ENDS = 3;

  /**
   * Variance of the ends over what is assumed of their samples, since the errors of boxes last for
   * about a second.
   */
  private static final double LASTING = 5;

  /**
   * Part of the unevenness that counts as an error: what was done before and after the ground under
   * it was seen weighs in its mean speed too.
   */
  private static final double UNSEEN = 0.15;

  /** Standard errors by which way over time and the line must differ. */
  private static final double UNEVEN = 2;

  private PathSpeed() {}

  /**
   * Speed of an object; empty when it was seen too briefly or too vaguely.
   *
   * @param path where its foot was seen, and nothing else
   * @param objectMetres size of its box at its place on the ground, metres
   */
  static Optional<Speed> of(Samples path, GroundMap ground, double objectMetres, double clearance) {
    return of(GroundTrace.of(path, ground, objectMetres, clearance), true);
  }

  /**
   * As {@link #of}, for a path that may hold places where a border held the box, which look like
   * standing: an object is taken to drive evenly.
   */
  static Optional<Speed> even(Samples path, GroundMap ground, double objectMetres) {
    return of(GroundTrace.of(path, ground, objectMetres, 0), false);
  }

  private static Optional<Speed> of(GroundTrace trace, boolean uneven) {
    return along(trace, 0, trace.size(), uneven).filter(PathSpeed::usable);
  }

  private static Optional<Speed> along(GroundTrace trace, int from, int to, boolean uneven) {
    Optional<GroundVelocity> straight =
        GroundVelocity.fit(trace, from, to, MIN_SAMPLES, MIN_SECONDS);
    int middle = (from + to) / 2;
    Optional<GroundVelocity> first =
        GroundVelocity.fit(trace, from, middle, MIN_SAMPLES, MIN_HALF_SECONDS);
    Optional<GroundVelocity> second =
        GroundVelocity.fit(trace, middle, to, MIN_SAMPLES, MIN_HALF_SECONDS);
    if (first.isEmpty() || second.isEmpty() || !curves(first.get(), second.get())) {
      return straight.map(fit -> uneven ? evenOrMean(trace, from, to, fit) : fit.toSpeed());
    }
    Speed before = along(trace, from, middle, uneven).orElseThrow();
    Speed after = along(trace, middle, to, uneven).orElseThrow();
    double share =
        (trace.seconds(middle - 1) - trace.seconds(from))
            / (trace.seconds(to - 1)
                - trace.seconds(middle)
                + trace.seconds(middle - 1)
                - trace.seconds(from));
    double a = share * before.sigmaMps();
    double b = (1 - share) * after.sigmaMps();
    return Optional.of(
        new Speed(share * before.mps() + (1 - share) * after.mps(), Math.sqrt(a * a + b * b)));
  }

  /**
   * The speed of a line through the whole way, or way over time where an object did not drive
   * evenly: where the two differ by more than their errors.
   */
  private static Speed evenOrMean(GroundTrace trace, int from, int to, GroundVelocity fit) {
    int n = Math.min(ENDS, (to - from) / 2);
    double dx = 0;
    double dy = 0;
    double seconds = 0;
    double variance = 0;
    for (int i = 0; i < n; i++) {
      dx += (trace.x(to - 1 - i) - trace.x(from + i)) / n;
      dy += (trace.y(to - 1 - i) - trace.y(from + i)) / n;
      seconds += (trace.seconds(to - 1 - i) - trace.seconds(from + i)) / n;
      variance += (trace.variance(to - 1 - i) + trace.variance(from + i)) / n;
    }
    double mean = Math.sqrt(dx * dx + dy * dy) / seconds;
    double noise = Math.sqrt(LASTING * variance) / seconds;
    double apart = Math.abs(mean - fit.speed());
    if (!(apart > UNEVEN * Math.sqrt(noise * noise + fit.sigma() * fit.sigma()))) {
      return new Speed(fit.speed(), Math.sqrt(fit.sigma() * fit.sigma() + noise * noise));
    }
    double systematic = mean * fit.systematic() + apart * UNSEEN;
    return new Speed(mean, Math.sqrt(noise * noise + systematic * systematic));
  }

  private static boolean curves(GroundVelocity a, GroundVelocity b) {
    return a.directed()
        && b.directed()
        && Headings.apart(a.headingDeg(), b.headingDeg()) > CURVE_DEG;
  }

  /** A speed is not known while its standard error is above both 1.5 m/s and a quarter of it. */
  static boolean usable(Speed speed) {
    return speed.sigmaMps() <= Math.max(1.5, 0.25 * speed.mps());
  }
}
