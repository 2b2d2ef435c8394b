package dev.gantry.bench.latency;

import java.time.Duration;

/**
 * What to send.
 *
 * @param rate records a second
 * @param cameras cameras they come from
 * @param warmup how long before measuring
 * @param measured how long to measure
 */
record Load(int rate, int cameras, Duration warmup, Duration measured) {

  private static final int FRAMES_PER_SECOND = 10;

  Load {
    if (rate < 1 || cameras < 1 || rate < cameras) {
      throw new IllegalArgumentException(
          "expected a rate of at least one record a second and camera, found rate "
              + rate
              + " with "
              + cameras
              + " cameras");
    }
  }

  /** How many cameras make a rate, of ten frames a second each. */
  static int camerasFor(int rate) {
    return Math.max(1, rate / FRAMES_PER_SECOND);
  }

  double framesPerSecond() {
    return (double) rate / cameras;
  }

  long records() {
    return rate * (warmup.toSeconds() + measured.toSeconds());
  }

  /** First record that is measured. */
  long firstMeasured() {
    return rate * warmup.toSeconds();
  }
}
