package dev.gantry.app.demo;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What a demo is to show.
 *
 * @param video video to show; absent for the rendered scene
 * @param camera definition of the camera, a YAML file; absent for an uncalibrated one, or the
 *     scene's own
 * @param model definition of the model, a YAML file, or the model's own file; absent for motion
 * @param rules file or directory of rules; absent for those of the scene
 * @param duration how long to run; absent until interrupted, or with {@code json} until a video has
 *     been shown
 * @param keep directory to keep the data in; absent for a temporary one
 * @param port port of the page, 0 for a free one
 * @param seed seed of the rendered scene
 * @param startTime event time of the first frame
 * @param asFastAsPossible whether a video is read without pauses
 * @param json whether the summary is one JSON object on the last line
 */
public record DemoOptions(
    Optional<Path> video,
    Optional<Path> camera,
    Optional<Path> model,
    Optional<Path> rules,
    Optional<Duration> duration,
    Optional<Path> keep,
    int port,
    long seed,
    Instant startTime,
    boolean asFastAsPossible,
    boolean json) {

  /**
   * Event time of the first frame unless another is stated: fixed, so that runs can be compared.
   */
  public static final String DEFAULT_START_TIME = "2026-01-01T00:00:00Z";
}
