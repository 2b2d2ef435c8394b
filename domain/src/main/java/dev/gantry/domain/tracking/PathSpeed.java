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

  private PathSpeed() {}

  /**
   * Speed of an object that is taken to drive evenly; empty when it was seen too briefly or too
   * vaguely.
   *
   * @param path where its foot was seen, and nothing else
   * @param objectMetres size of its box at its place on the ground, metres
   * @param clearance how high above the ground its foot may have been seen, metres
   */
  static Optional<Speed> of(Samples path, GroundMap ground, double objectMetres, double clearance) {
    GroundTrace trace = GroundTrace.of(path, ground, objectMetres, clearance);
    return along(trace, 0, trace.size()).filter(PathSpeed::usable);
  }

  private static Optional<Speed> along(GroundTrace trace, int from, int to) {
    Optional<GroundVelocity> straight =
        GroundVelocity.fit(trace, from, to, MIN_SAMPLES, MIN_SECONDS);
    int middle = (from + to) / 2;
    Optional<GroundVelocity> first =
        GroundVelocity.fit(trace, from, middle, MIN_SAMPLES, MIN_HALF_SECONDS);
    Optional<GroundVelocity> second =
        GroundVelocity.fit(trace, middle, to, MIN_SAMPLES, MIN_HALF_SECONDS);
    if (first.isEmpty() || second.isEmpty() || !curves(first.get(), second.get())) {
      return straight.map(GroundVelocity::toSpeed);
    }
    Speed before = along(trace, from, middle).orElseThrow();
    Speed after = along(trace, middle, to).orElseThrow();
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
