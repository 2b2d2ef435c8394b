package dev.gantry.bench.tracking;

/**
 * Maps the scores of a detector to confidences, 0 to 1, as the tracker takes them.
 *
 * <p>Scores within 0 to 1 are taken for confidences. Others are taken for log-odds, and mapped by
 * one logistic function for all data and classes (Platt 1999), 1 / (1 + exp(-(slope · score +
 * offset))), fitted to whether PointRCNN's boxes match a car on KITTI's sequences 0000 to 0004.
 */
enum Confidence {
  AS_GIVEN {
    @Override
    double of(double score) {
      return score;
    }
  },
  FROM_LOG_ODDS {
    @Override
    double of(double score) {
      return 1 / (1 + Math.exp(-(SLOPE * score + OFFSET)));
    }
  };

  private static final double SLOPE = 0.72;
  private static final double OFFSET = -2.34;

  /** The mapping for scores that lie between two values. */
  static Confidence forScores(double lowest, double highest) {
    return lowest >= 0 && highest <= 1 ? AS_GIVEN : FROM_LOG_ODDS;
  }

  /** The confidence of a score, 0 to 1. */
  abstract double of(double score);
}
