package dev.gantry.bench.tracking;

import dev.gantry.domain.tracking.Assignment;

/**
 * The identity measures (Ristani et al., Performance Measures and a Data Set for Multi-Target,
 * Multi-Camera Tracking, ECCVW 2016): each true identity is given to at most one of the tracker's,
 * over the whole sequence, so that the most boxes match.
 *
 * @param truth true boxes
 * @param answers the tracker's boxes
 * @param matched boxes that match under that pairing
 */
record IdentityScore(long truth, long answers, long matched) {

  static IdentityScore of(ScoredSequence sequence) {
    double[][] costs = new double[sequence.truths()][sequence.answers()];
    long truth = 0;
    long answers = 0;
    for (FrameOverlaps frame : sequence.frames()) {
      truth += frame.truths();
      answers += frame.answers();
      for (int t = 0; t < frame.truths(); t++) {
        for (int a = 0; a < frame.answers(); a++) {
          if (frame.reaches(t, a, ScoredSequence.MATCH)) {
            costs[frame.truth(t)][frame.answer(a)]--;
          }
        }
      }
    }
    int[] answerOf = Assignment.solve(costs, sequence.answers(), 0);
    long matched = 0;
    for (int t = 0; t < answerOf.length; t++) {
      matched += answerOf[t] < 0 ? 0 : (long) -costs[t][answerOf[t]];
    }
    return new IdentityScore(truth, answers, matched);
  }

  IdentityScore plus(IdentityScore other) {
    return new IdentityScore(truth + other.truth, answers + other.answers, matched + other.matched);
  }

  /** Harmonic mean of the shares of true boxes and of answers that match, 0 to 1. */
  double idf1() {
    return truth + answers == 0 ? 0 : 2.0 * matched / (truth + answers);
  }
}
