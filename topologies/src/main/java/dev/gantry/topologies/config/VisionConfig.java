package dev.gantry.topologies.config;

import java.time.Duration;

/**
 * Settings of VISION.
 *
 * @param modelRetry how long a model that could not be loaded is left alone before it is tried
 *     again, wall clock
 */
public record VisionConfig(Duration modelRetry) {

  /** The defaults. */
  public static final VisionConfig DEFAULT = new VisionConfig(Duration.ofSeconds(30));

  public VisionConfig {
    if (modelRetry.toMillis() < 1) {
      throw new IllegalArgumentException(
          "vision.model_retry: expected 1 ms or more, found " + modelRetry);
    }
  }
}
