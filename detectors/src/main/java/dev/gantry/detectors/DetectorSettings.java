package dev.gantry.detectors;

import java.nio.file.Path;

/**
 * How the native libraries behind the detectors are run. They read it once per process, when the
 * first {@link Detectors} is made.
 *
 * @param cacheDir folder where native libraries are unpacked on first use: about 90 MB for OpenCV
 *     and ONNX Runtime, 430 MB more once a PyTorch model is used
 * @param threads threads within one inference, 1 or more; 1 is right when several stream threads
 *     detect at once
 */
public record DetectorSettings(Path cacheDir, int threads) {

  public DetectorSettings {
    if (threads < 1) {
      throw new IllegalArgumentException("detectors.threads: expected 1 or more, found " + threads);
    }
  }

  /** One thread, unpacked under {@code ~/.cache/gantry}. */
  public static DetectorSettings defaults() {
    return new DetectorSettings(
        Path.of(System.getProperty("user.home"), ".cache", "gantry", "natives"), 1);
  }
}
