package dev.gantry.domain.traffic;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;

/** How far a camera has come on a segment. */
final class FollowedCamera {

  private static final long NEVER = Long.MIN_VALUE;

  long watermarkUs = Long.MIN_VALUE;

  /** Start of the last pane of which it told anything, that nobody was there included. */
  long lastToldUs = Long.MIN_VALUE;

  /** Start of the last pane in which anything happened. */
  long lastActiveUs = Long.MIN_VALUE;

  int openTracks;

  /**
   * When it was last heard of, by the wall clock; not part of the state. After a restart it counts
   * as heard of when it is first asked how far it has come.
   */
  long heardAtMs = NEVER;

  /** How far it has come, or may be taken to have come when it has been silent for long. */
  long reachedUs(long nowMs, Duration idle) {
    if (heardAtMs == NEVER) {
      heardAtMs = nowMs;
    }
    long silentMs = nowMs - heardAtMs;
    return silentMs < idle.toMillis() ? watermarkUs : watermarkUs + silentMs * 1_000;
  }

  /**
   * From when on it is taken to move without being heard of; {@link Long#MIN_VALUE} after a
   * restart.
   */
  long silentFromMs(Duration idle) {
    return heardAtMs == NEVER ? NEVER : heardAtMs + idle.toMillis();
  }

  void write(DataOutput out) throws IOException {
    out.writeLong(watermarkUs);
    out.writeLong(lastToldUs);
    out.writeLong(lastActiveUs);
    out.writeInt(openTracks);
  }

  static FollowedCamera read(DataInput in) throws IOException {
    FollowedCamera camera = new FollowedCamera();
    camera.watermarkUs = in.readLong();
    camera.lastToldUs = in.readLong();
    camera.lastActiveUs = in.readLong();
    camera.openTracks = in.readInt();
    return camera;
  }
}
