package dev.gantry.domain.tracking;

/**
 * When a frame was taken, and how large it is.
 *
 * @param seq index within the epoch
 * @param atUs event time, microseconds, never before that of an earlier frame of the epoch
 * @param width pixels
 * @param height pixels
 */
record FrameTime(long seq, long atUs, int width, int height) {}
