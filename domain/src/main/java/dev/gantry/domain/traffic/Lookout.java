package dev.gantry.domain.traffic;

import dev.gantry.domain.time.Micros;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Since when a camera has looked at its segments without a break, that is never for as long as
 * {@code idle} not. Not every look of a camera that sees nobody has to be kept for it: those count
 * that are the first in their half of an {@code idle}, with which a window is settled, or that say
 * that it looks elsewhere.
 */
final class Lookout {

  private static final long NEVER = Long.MAX_VALUE;

  private final TrafficSettings settings;
  private long sinceUs = NEVER;

  Lookout(TrafficSettings settings) {
    this.settings = settings;
  }

  /** Since when; later than all times when it does not look where its calibration says. */
  long sinceUs() {
    return sinceUs;
  }

  /**
   * Whether a look counts.
   *
   * @param beforeUs event time of the last one that did, microseconds
   */
  boolean isDue(long beforeUs, Look look) {
    return beat(look.atUs()) > beat(beforeUs)
        || settings.isSettledBetween(beforeUs, look.atUs())
        || (!look.placed() && sinceUs != NEVER);
  }

  /**
   * Takes in a look.
   *
   * @param beforeUs event time of the one before, microseconds; not used for the first
   * @param atUs event time, microseconds
   * @param placed whether the camera looked where its calibration says
   */
  void look(long beforeUs, long atUs, boolean placed) {
    if (!placed) {
      sinceUs = NEVER;
    } else if (sinceUs == NEVER || beat(atUs) > beat(beforeUs) + 1) {
      sinceUs = atUs;
    }
  }

  private long beat(long atUs) {
    long halfUs = Math.max(1, Micros.of(settings.idle()) / 2);
    return Math.floorDiv(atUs - Micros.of(settings.finalDelay()), halfUs);
  }

  void write(DataOutput out) throws IOException {
    out.writeLong(sinceUs);
  }

  static Lookout read(DataInput in, TrafficSettings settings) throws IOException {
    Lookout lookout = new Lookout(settings);
    lookout.sinceUs = in.readLong();
    return lookout;
  }
}
