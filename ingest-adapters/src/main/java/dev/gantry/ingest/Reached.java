package dev.gantry.ingest;

import java.util.HashMap;
import java.util.Map;

/** How far the results of a city's cameras have come. */
final class Reached {

  private final int cameras;
  private final Map<String, Long> byCamera = new HashMap<>();

  /**
   * @param cameras how many there are
   */
  Reached(int cameras) {
    this.cameras = cameras;
  }

  void add(String cameraId, long seq) {
    byCamera.merge(cameraId, seq, Math::max);
  }

  /** The last frame of the camera that is behind all others; -1 while one has none. */
  long slowest() {
    return byCamera.size() < cameras
        ? -1
        : byCamera.values().stream().mapToLong(Long::longValue).min().orElse(-1);
  }

  /** The last frame of the camera that is ahead of all others; -1 for none. */
  long fastest() {
    return byCamera.values().stream().mapToLong(Long::longValue).max().orElse(-1);
  }
}
