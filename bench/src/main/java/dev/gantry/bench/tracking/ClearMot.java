package dev.gantry.bench.tracking;

import java.util.Arrays;

/**
 * The CLEAR MOT measures (Bernardin and Stiefelhagen, Evaluating Multiple Object Tracking
 * Performance, EURASIP 2008), and the shares of tracks that are found (Li, Huang and Nevatia, CVPR
 * 2009), computed as TrackEval does: in each frame the pairs of the frame before are kept where
 * they still match, the others are chosen for the largest overlap.
 *
 * @param truth true boxes
 * @param matched true boxes that were found
 * @param falsePositives answers that are of no true box
 * @param switches matches of a true object with another identity than at its last match, however
 *     long ago
 * @param adjacentSwitches those where it was matched in the frame before, which is all that KITTI's
 *     own evaluation, and AB3DMOT's, count
 * @param fragments interruptions: an object is found again after it was not
 * @param overlap sum of the overlaps of all matches
 * @param mostlyTracked objects found in more than 80 % of their frames
 * @param partlyTracked objects found in 20 to 80 % of their frames
 * @param mostlyLost objects found in less
 */
record ClearMot(
    long truth,
    long matched,
    long falsePositives,
    long switches,
    long adjacentSwitches,
    long fragments,
    double overlap,
    int mostlyTracked,
    int partlyTracked,
    int mostlyLost) {

  private static final double MOSTLY = 0.8;
  private static final double PARTLY = 0.2;

  static ClearMot of(ScoredSequence sequence) {
    Count count = new Count(sequence);
    sequence.frames().forEach(count::add);
    return count.result();
  }

  ClearMot plus(ClearMot other) {
    return new ClearMot(
        truth + other.truth,
        matched + other.matched,
        falsePositives + other.falsePositives,
        switches + other.switches,
        adjacentSwitches + other.adjacentSwitches,
        fragments + other.fragments,
        overlap + other.overlap,
        mostlyTracked + other.mostlyTracked,
        partlyTracked + other.partlyTracked,
        mostlyLost + other.mostlyLost);
  }

  long misses() {
    return truth - matched;
  }

  /** Accuracy: 1 less misses, false positives and switches in true boxes; below 0 for the worst. */
  double mota() {
    return truth == 0 ? 0 : 1 - (double) (misses() + falsePositives + switches) / truth;
  }

  /** Precision: mean overlap of matches, 0 to 1. */
  double motp() {
    return matched == 0 ? 0 : overlap / matched;
  }

  private static final class Count {

    private static final int NONE = -1;

    /** Weight of keeping a pair, beside which no overlap counts. */
    private static final double KEEP = 1000;

    private final int[] last;
    private int[] before;
    private final int[] seen;
    private final int[] found;
    private final int[] parts;
    private long truth;
    private long matched;
    private long answers;
    private long switches;
    private long adjacentSwitches;
    private double overlap;

    Count(ScoredSequence sequence) {
      last = filled(sequence.truths());
      before = filled(sequence.truths());
      seen = new int[sequence.truths()];
      found = new int[sequence.truths()];
      parts = new int[sequence.truths()];
    }

    private static int[] filled(int size) {
      int[] none = new int[size];
      Arrays.fill(none, NONE);
      return none;
    }

    void add(FrameOverlaps frame) {
      truth += frame.truths();
      answers += frame.answers();
      for (int t = 0; t < frame.truths(); t++) {
        seen[frame.truth(t)]++;
      }
      if (frame.truths() == 0 || frame.answers() == 0) {
        // As TrackEval has it: such a frame leaves the pairs of the one before as they are.
        return;
      }
      int[] answerOf =
          frame.bestPairs(
              (t, a) -> {
                boolean kept = before[frame.truth(t)] == frame.answer(a);
                return frame.reaches(t, a, ScoredSequence.MATCH)
                    ? frame.iou(t, a) + (kept ? KEEP : 0)
                    : 0;
              });
      int[] now = filled(before.length);
      for (int t = 0; t < answerOf.length; t++) {
        if (answerOf[t] >= 0) {
          match(frame.truth(t), frame.answer(answerOf[t]));
          now[frame.truth(t)] = frame.answer(answerOf[t]);
          overlap += frame.iou(t, answerOf[t]);
        }
      }
      before = now;
    }

    private void match(int object, int identity) {
      matched++;
      found[object]++;
      if (last[object] != NONE && last[object] != identity) {
        switches++;
        adjacentSwitches += before[object] == NONE ? 0 : 1;
      }
      if (before[object] == NONE) {
        parts[object]++;
      }
      last[object] = identity;
    }

    ClearMot result() {
      int mostly = 0;
      int partly = 0;
      long fragments = 0;
      for (int object = 0; object < seen.length; object++) {
        double share = (double) found[object] / seen[object];
        mostly += share > MOSTLY ? 1 : 0;
        partly += share >= PARTLY && share <= MOSTLY ? 1 : 0;
        fragments += Math.max(0, parts[object] - 1);
      }
      return new ClearMot(
          truth,
          matched,
          answers - matched,
          switches,
          adjacentSwitches,
          fragments,
          overlap,
          mostly,
          partly,
          seen.length - mostly - partly);
    }
  }
}
