package dev.gantry.bench.tracking;

import dev.gantry.domain.geometry.Box;
import java.util.Optional;

/**
 * A track of SORT. Its Kalman filter of centre, area and aspect, with velocities for all but the
 * aspect, has only covariances between a value and its own velocity, so that it is four filters.
 */
final class SortTrack {

  private final int id;
  private final Value x;
  private final Value y;
  private final Value area;
  private final Value aspect;
  private int streak;
  private int unseen;

  SortTrack(int id, Box box) {
    this.id = id;
    x = new Value(box.centre().x(), 10_000, 0.01, 1);
    y = new Value(box.centre().y(), 10_000, 0.01, 1);
    area = new Value(box.area(), 10_000, 0.0001, 10);
    aspect = new Value(box.width() / box.height(), 0, 0, 10);
  }

  /** Moves on by a frame; empty where the prediction is no box, and the track must go. */
  Optional<Box> predict() {
    if (area.value + area.velocity <= 0) {
      area.velocity = 0;
    }
    x.predict();
    y.predict();
    area.predict();
    aspect.predict();
    if (unseen > 0) {
      streak = 0;
    }
    unseen++;
    return box();
  }

  void update(Box box) {
    unseen = 0;
    streak++;
    x.update(box.centre().x());
    y.update(box.centre().y());
    area.update(box.area());
    aspect.update(box.width() / box.height());
  }

  Optional<Box> box() {
    double width = Math.sqrt(area.value * aspect.value);
    double height = area.value / width;
    return width > 0 && height > 0
        ? Optional.of(new Box(x.value - width / 2, y.value - height / 2, width, height))
        : Optional.empty();
  }

  int id() {
    return id;
  }

  /** Frames in a row in which it was seen, the first not counted. */
  int streak() {
    return streak;
  }

  /** Frames since it was seen. */
  int unseen() {
    return unseen;
  }

  /** A Kalman filter of one value and its velocity a frame, with SORT's noises. */
  private static final class Value {

    private static final double VALUE_NOISE = 1;

    private final double velocityNoise;
    private final double measurementNoise;
    private double value;
    private double velocity;
    private double variance = 10;
    private double covariance;
    private double velocityVariance;

    Value(double value, double velocityVariance, double velocityNoise, double measurementNoise) {
      this.value = value;
      this.velocityVariance = velocityVariance;
      this.velocityNoise = velocityNoise;
      this.measurementNoise = measurementNoise;
    }

    void predict() {
      value += velocity;
      variance += 2 * covariance + velocityVariance + VALUE_NOISE;
      covariance += velocityVariance;
      velocityVariance += velocityNoise;
    }

    void update(double measured) {
      double gain = variance / (variance + measurementNoise);
      double velocityGain = covariance / (variance + measurementNoise);
      double innovation = measured - value;
      value += gain * innovation;
      velocity += velocityGain * innovation;
      velocityVariance -= velocityGain * covariance;
      covariance *= 1 - gain;
      variance *= 1 - gain;
    }
  }
}
