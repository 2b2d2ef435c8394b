package dev.gantry.bench.faults;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongPredicate;

/** Which frames of each camera were seen, and whether they came once and in order. */
final class FrameSequences {

  private final Map<String, Seen> byCamera = new HashMap<>();
  private long frames;
  private long repeated;
  private long disordered;

  private static final class Seen {
    private final BitSet frames = new BitSet();
    private long newest = -1;
  }

  /** Takes note of a frame; of one camera in the order in which they were written. */
  void add(String camera, long seq) {
    Seen seen = byCamera.computeIfAbsent(camera, id -> new Seen());
    frames++;
    if (seen.frames.get((int) seq)) {
      repeated++;
    } else if (seq < seen.newest) {
      disordered++;
    }
    seen.frames.set((int) seq);
    seen.newest = Math.max(seen.newest, seq);
  }

  long frames() {
    return frames;
  }

  /** Frames that came more than once. */
  long repeated() {
    return repeated;
  }

  /** Frames that came after a later one. */
  long disordered() {
    return disordered;
  }

  /**
   * How many frames of a camera are missing.
   *
   * @param count frames it had
   * @param sent whether a frame of it was to be sent
   */
  long missing(String camera, long count, LongPredicate sent) {
    Seen seen = byCamera.getOrDefault(camera, new Seen());
    long missing = 0;
    for (long seq = 0; seq < count; seq++) {
      missing += sent.test(seq) && !seen.frames.get((int) seq) ? 1 : 0;
    }
    return missing;
  }
}
