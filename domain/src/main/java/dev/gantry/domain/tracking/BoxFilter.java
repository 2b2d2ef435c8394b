package dev.gantry.domain.tracking;

import dev.gantry.domain.geometry.Box;
import java.nio.ByteBuffer;

/**
 * Kalman filter of a box with nearly constant velocity: bottom centre, width and height, each with
 * its own velocity and independent of the others (as in SORT, Bewley et al. 2016, with the sizes in
 * place of area and aspect), but for what perspective makes of a velocity as the box grows. Noise
 * scales with the size of the box and with the square root of event time, so the frame rate may
 * change.
 *
 * <p>State is kept in {@code float}s, rounded after each step: what is encoded is what is computed
 * with.
 */
final class BoxFilter {

  private static final int X = 0;
  private static final int BOTTOM = 1;
  private static final int WIDTH = 2;
  private static final int HEIGHT = 3;

  /** Spectral density of the acceleration of the position, sizes per second^1.5. */
  private static final double POSITION_NOISE = 1.2;

  /** The same for width and height. */
  private static final double SIZE_NOISE = 0.7;

  /** Standard deviation of the velocity of a new object, sizes per second. */
  private static final double INITIAL_VELOCITY = 8.0;

  private static final double INITIAL_GROWTH = 0.7;

  /** Time in which growth that is no longer observed fades, seconds. */
  private static final double GROWTH_MEMORY = 0.7;

  /** Fastest growth of a side, sizes per second: what is faster is the detector's. */
  private static final double MAX_GROWTH = 1.5;

  private static final double SMALLEST = 1;

  /** Standard deviations beyond which a foot has leapt. */
  private static final double LEAP = 3;

  /** Standard deviation of edges of however small a box, pixels: detectors see them coarsely. */
  private static final double COARSE = 1.75;

  /** Least of these that is taken to be noise, pixels. */
  private static final double FINEST = 1;

  private final float[] mean = new float[4];
  private final float[] velocity = new float[4];
  private final float[] varMean = new float[4];
  private final float[] covariance = new float[4];
  private final float[] varVelocity = new float[4];

  private BoxFilter() {}

  static BoxFilter startingAt(Box box, double noise) {
    BoxFilter filter = new BoxFilter();
    double size = Math.sqrt(box.area());
    double sigma = noise * size;
    for (int d = 0; d < 4; d++) {
      filter.mean[d] = (float) measured(box, d);
      filter.varMean[d] = (float) (sigma * sigma);
      double spread = size * (d < WIDTH ? INITIAL_VELOCITY : INITIAL_GROWTH);
      filter.varVelocity[d] = (float) (spread * spread);
    }
    return filter;
  }

  /** Share of a growth that is left after a time in which it was not observed. */
  static double fade(double seconds) {
    return StrictMath.exp(-seconds / GROWTH_MEMORY);
  }

  /**
   * Moves the state forward in time, as perspective has it: who moves evenly over the ground is as
   * large, in the image, as one over his distance, and so far from where he vanishes. So the way he
   * goes there is in proportion to his size at its end, and his velocity to its square.
   *
   * @param fade of as many seconds: the same for all boxes of a frame
   */
  void predict(double seconds, double fade) {
    double size = size();
    double nearer = nearer(seconds, size);
    for (int d = 0; d < 4; d++) {
      double q = size * (d < WIDTH ? POSITION_NOISE : SIZE_NOISE);
      double density = q * q;
      double v = d < WIDTH ? velocity[d] * nearer : growth(d, size);
      double m = mean[d] + seconds * v;
      mean[d] = (float) (d < WIDTH ? m : Math.max(SMALLEST, m));
      varMean[d] +=
          (float)
              (2 * seconds * covariance[d]
                  + seconds * seconds * varVelocity[d]
                  + density * seconds * seconds * seconds / 3);
      covariance[d] += (float) (seconds * varVelocity[d] + density * seconds * seconds / 2);
      varVelocity[d] += (float) (density * seconds);
      velocity[d] = (float) (v * (d < WIDTH ? nearer : fade));
    }
  }

  /**
   * How much nearer it is after some time, 1 where its distance stays: by the side that changes
   * less, since what hides it takes from one of them. Who goes away does so by 1 / (1 + t); for who
   * comes, whose growth would have no end, it is 1 + t.
   */
  private double nearer(double seconds, double size) {
    double wider = growth(WIDTH, size) / mean[WIDTH];
    double higher = growth(HEIGHT, size) / mean[HEIGHT];
    if (wider * higher <= 0) {
      return 1;
    }
    double change = seconds * (Math.abs(wider) < Math.abs(higher) ? wider : higher);
    return change < 0 ? 1 / (1 - change) : 1 + change;
  }

  /** Growth of a side, pixels per second. */
  private double growth(int dimension, double size) {
    double limit = MAX_GROWTH * size;
    return Math.max(-limit, Math.min(limit, velocity[dimension]));
  }

  /**
   * Takes in a measured box.
   *
   * @param noise standard deviation of its edges, in sizes
   * @param noiseAcross factor on the noise of the horizontal dimensions, 1 or more
   * @param noiseDown factor on the noise of the vertical dimensions, 1 or more
   */
  void update(Box box, double noise, double noiseAcross, double noiseDown) {
    double sigma = Math.max(FINEST, noise * Math.sqrt(box.area()));
    for (int d = 0; d < 4; d++) {
      double s = sigma * (d == X || d == WIDTH ? noiseAcross : noiseDown);
      double innovation = measured(box, d) - mean[d];
      double total = varMean[d] + s * s;
      double gain = varMean[d] / total;
      double gainVelocity = covariance[d] / total;
      mean[d] += (float) (gain * innovation);
      velocity[d] += (float) (gainVelocity * innovation);
      varVelocity[d] -= (float) (gainVelocity * covariance[d]);
      covariance[d] *= (float) (1 - gain);
      varMean[d] *= (float) (1 - gain);
      if (d >= WIDTH && mean[d] < SMALLEST) {
        mean[d] = (float) SMALLEST;
      }
    }
  }

  /** Squared Mahalanobis distance of the middle of a box from the predicted one. */
  double distance(Box box, double noise) {
    double sigma = noise * Math.sqrt(box.area());
    double dx = box.x() + box.width() / 2 - mean[X];
    double dy = box.y() + box.height() / 2 - (mean[BOTTOM] - mean[HEIGHT] / 2);
    return dx * dx / (varMean[X] + sigma * sigma) + dy * dy / (varMean[BOTTOM] + sigma * sigma);
  }

  /**
   * Whether the foot of a box lies where this object cannot have got to: what is seen has become
   * another thing, or more or less of it.
   *
   * @param noise standard deviation of its edges, in sizes
   */
  boolean leapsTo(Box box, double noise) {
    double sigma = Math.max(COARSE, noise * Math.sqrt(box.area()));
    return isFar(X, box, sigma) || isFar(BOTTOM, box, sigma);
  }

  private boolean isFar(int dimension, Box box, double sigma) {
    double innovation = measured(box, dimension) - mean[dimension];
    return innovation * innovation > LEAP * LEAP * (varMean[dimension] + sigma * sigma);
  }

  Box box() {
    return new Box(
        mean[X] - mean[WIDTH] / 2, mean[BOTTOM] - mean[HEIGHT], mean[WIDTH], mean[HEIGHT]);
  }

  double size() {
    return Math.sqrt((double) mean[WIDTH] * mean[HEIGHT]);
  }

  /** Velocity of the bottom centre to the right, pixels per second. */
  double velocityX() {
    return velocity[X];
  }

  /** Velocity of the middle downwards, pixels per second. */
  double middleVelocityY() {
    return velocity[BOTTOM] - velocity[HEIGHT] / 2;
  }

  /** Velocity of the bottom centre downwards, pixels per second. */
  double velocityY() {
    return velocity[BOTTOM];
  }

  void write(StateWriter to) {
    for (int d = 0; d < 4; d++) {
      to.put(mean[d]).put(velocity[d]).put(varMean[d]).put(covariance[d]).put(varVelocity[d]);
    }
  }

  static BoxFilter read(ByteBuffer from) {
    BoxFilter filter = new BoxFilter();
    for (int d = 0; d < 4; d++) {
      filter.mean[d] = from.getFloat();
      filter.velocity[d] = from.getFloat();
      filter.varMean[d] = from.getFloat();
      filter.covariance[d] = from.getFloat();
      filter.varVelocity[d] = from.getFloat();
    }
    return filter;
  }

  private static double measured(Box box, int dimension) {
    return switch (dimension) {
      case X -> box.x() + box.width() / 2;
      case BOTTOM -> box.bottom();
      case WIDTH -> box.width();
      default -> box.height();
    };
  }
}
