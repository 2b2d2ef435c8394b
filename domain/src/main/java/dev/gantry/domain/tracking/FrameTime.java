package dev.gantry.domain.tracking;

/**
 * When a frame was taken, how large it is, and whether it shows what it should.
 *
 * @param seq index within the epoch
 * @param atUs event time, microseconds, never before that of an earlier frame of the epoch
 * @param width pixels; 0 when not known
 * @param height pixels; 0 when not known
 * @param turned whether its camera looks elsewhere than its definition says
 */
record FrameTime(long seq, long atUs, int width, int height, boolean turned) {

  /** Whether the size of the image is known, and so its border. */
  boolean sized() {
    return width > 0 && height > 0;
  }
}
