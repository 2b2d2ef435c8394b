package dev.gantry.domain.tracking;

/**
 * When a frame was taken, and how large it is.
 *
 * @param seq index within the epoch
 * @param atUs event time, microseconds, never before that of an earlier frame of the epoch
 * @param width pixels; 0 when not known
 * @param height pixels; 0 when not known
 */
record FrameTime(long seq, long atUs, int width, int height) {

  /** Whether the size of the image is known, and so its border. */
  boolean sized() {
    return width > 0 && height > 0;
  }
}
