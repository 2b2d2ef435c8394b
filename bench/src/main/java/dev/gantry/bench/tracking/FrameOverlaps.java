package dev.gantry.bench.tracking;

import dev.gantry.domain.tracking.Assignment;

/**
 * Truth and answers of one frame, each by the number of its identity, and how much they overlap.
 */
final class FrameOverlaps {

  /** What is lost to rounding when an overlap is compared with a threshold. */
  private static final double EPSILON = Math.ulp(1.0);

  /** How good it would be to pair a truth with an answer; 0 or less where they may not be. */
  interface PairScore {

    /** The score of a truth and an answer, by their indices in the frame. */
    double of(int truth, int answer);
  }

  private final int[] truth;
  private final int[] answers;
  private final double[][] iou;

  /**
   * @param truth numbers of the true identities in the frame
   * @param answers numbers of the tracker's identities in the frame
   * @param iou overlap of each truth with each answer
   */
  FrameOverlaps(int[] truth, int[] answers, double[][] iou) {
    this.truth = truth;
    this.answers = answers;
    this.iou = iou;
  }

  int truths() {
    return truth.length;
  }

  int answers() {
    return answers.length;
  }

  /** Number of the identity of a truth. */
  int truth(int index) {
    return truth[index];
  }

  /** Number of the identity of an answer. */
  int answer(int index) {
    return answers[index];
  }

  double iou(int truthIndex, int answerIndex) {
    return iou[truthIndex][answerIndex];
  }

  /** Whether an overlap reaches a threshold, rounding aside. */
  boolean reaches(int truthIndex, int answerIndex, double threshold) {
    return iou[truthIndex][answerIndex] >= threshold - EPSILON;
  }

  /** For each truth its answer, or -1, so that the sum of the scores is the largest. */
  int[] bestPairs(PairScore score) {
    double[][] costs = new double[truth.length][answers.length];
    for (int t = 0; t < truth.length; t++) {
      for (int a = 0; a < answers.length; a++) {
        double good = score.of(t, a);
        costs[t][a] = good > 0 ? -good : Assignment.FORBIDDEN;
      }
    }
    return Assignment.solve(costs, answers.length, 0);
  }
}
