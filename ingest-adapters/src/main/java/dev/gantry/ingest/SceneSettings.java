package dev.gantry.ingest;

import java.util.OptionalLong;

/**
 * How a rendered scene is sent.
 *
 * @param stream camera, start time, pace
 * @param seed of the scene
 * @param frames how many frames it has, 1 or more; absent for no end
 */
public record SceneSettings(StreamSettings stream, long seed, OptionalLong frames) {

  public SceneSettings {
    if (frames.isPresent() && frames.getAsLong() < 1) {
      throw new IllegalArgumentException("frames: expected 1 or more, found " + frames.getAsLong());
    }
  }
}
