package dev.gantry.ingest.city.truth;

import java.util.Arrays;
import java.util.BitSet;

/** Where the lines of a camera's frames are in a file, from frame 0 on. */
final class FrameIndex {

  private long[] starts = new long[1024];
  private int[] lengths = new int[1024];
  private int frames;
  private final BitSet faulty = new BitSet();

  /**
   * Takes the next frame down.
   *
   * @param start of its line, bytes from the beginning of the file
   * @param length of its line, bytes
   */
  void add(long start, int length, boolean isFaulty) {
    if (frames == starts.length) {
      starts = Arrays.copyOf(starts, 2 * frames);
      lengths = Arrays.copyOf(lengths, 2 * frames);
    }
    starts[frames] = start;
    lengths[frames] = length;
    faulty.set(frames, isFaulty);
    frames++;
  }

  int frames() {
    return frames;
  }

  long start(int frame) {
    return starts[frame];
  }

  int length(int frame) {
    return lengths[frame];
  }

  boolean isFaulty(int frame) {
    return faulty.get(frame);
  }
}
