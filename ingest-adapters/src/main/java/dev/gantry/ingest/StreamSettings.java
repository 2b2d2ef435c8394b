package dev.gantry.ingest;

import java.time.Instant;

/**
 * What every source of frames is told.
 *
 * @param cameraId camera whose frames these are, not blank
 * @param site site of the camera; empty when not known
 * @param startTime event time of the first frame, whole seconds count for the epoch
 * @param pace how fast its frames come
 */
public record StreamSettings(String cameraId, String site, Instant startTime, Pace pace) {

  /** Event time of the first frame unless stated: fixed, so that a repeated run is the same run. */
  public static final Instant DEFAULT_START_TIME = Instant.parse("2026-01-01T00:00:00Z");

  public StreamSettings {
    if (cameraId.isBlank()) {
      throw new IllegalArgumentException("camera: expected a camera id, found blank");
    }
    StreamEpoch.requireUsable(startTime);
  }
}
