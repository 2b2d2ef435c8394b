package dev.gantry.bench.tracking;

import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * HOTA (Luiten et al., HOTA: A Higher Order Metric for Evaluating Multi-Object Tracking, IJCV
 * 2021): the geometric mean of how well objects are detected and how well they are held apart,
 * averaged over the overlaps .05, .10, … .95 from which an answer is of an object.
 */
final class Hota {

  private static final int LEVELS = 19;

  private long truth;
  private long answers;
  private final long[] matched = new long[LEVELS];

  /** Sum over all matches of the association's accuracy. */
  private final double[] association = new double[LEVELS];

  private Hota() {}

  static Hota of(ScoredSequence sequence) {
    Hota hota = new Hota();
    int truths = sequence.truths();
    int answers = sequence.answers();
    long[] truthCounts = new long[truths];
    long[] answerCounts = new long[answers];
    double[][] alignment = new double[truths][answers];
    for (FrameOverlaps frame : sequence.frames()) {
      count(frame, truthCounts, answerCounts, alignment);
    }
    for (int t = 0; t < truths; t++) {
      for (int a = 0; a < answers; a++) {
        double shared = alignment[t][a];
        alignment[t][a] = shared / (truthCounts[t] + answerCounts[a] - shared);
      }
    }
    int[][][] matches = new int[LEVELS][truths][answers];
    for (FrameOverlaps frame : sequence.frames()) {
      hota.truth += frame.truths();
      hota.answers += frame.answers();
      hota.match(frame, alignment, matches);
    }
    hota.associate(matches, truthCounts, answerCounts);
    return hota;
  }

  private static void count(
      FrameOverlaps frame, long[] truthCounts, long[] answerCounts, double[][] alignment) {
    double[] ofTruth = new double[frame.truths()];
    double[] ofAnswer = new double[frame.answers()];
    for (int t = 0; t < ofTruth.length; t++) {
      truthCounts[frame.truth(t)]++;
      for (int a = 0; a < ofAnswer.length; a++) {
        ofTruth[t] += frame.iou(t, a);
        ofAnswer[a] += frame.iou(t, a);
      }
    }
    for (int a = 0; a < ofAnswer.length; a++) {
      answerCounts[frame.answer(a)]++;
      for (int t = 0; t < ofTruth.length; t++) {
        double iou = frame.iou(t, a);
        if (iou > 0) {
          alignment[frame.truth(t)][frame.answer(a)] += iou / (ofTruth[t] + ofAnswer[a] - iou);
        }
      }
    }
  }

  private void match(FrameOverlaps frame, double[][] alignment, int[][][] matches) {
    int[] answerOf =
        frame.bestPairs((t, a) -> alignment[frame.truth(t)][frame.answer(a)] * frame.iou(t, a));
    for (int t = 0; t < answerOf.length; t++) {
      int a = answerOf[t];
      for (int level = 0; a >= 0 && level < LEVELS; level++) {
        if (frame.reaches(t, a, overlap(level))) {
          matched[level]++;
          matches[level][frame.truth(t)][frame.answer(a)]++;
        }
      }
    }
  }

  private void associate(int[][][] matches, long[] truthCounts, long[] answerCounts) {
    for (int level = 0; level < LEVELS; level++) {
      for (int t = 0; t < truthCounts.length; t++) {
        for (int a = 0; a < answerCounts.length; a++) {
          double both = matches[level][t][a];
          if (both > 0) {
            association[level] += both * both / (truthCounts[t] + answerCounts[a] - both);
          }
        }
      }
    }
  }

  private static double overlap(int level) {
    return (level + 1) * 0.05;
  }

  Hota plus(Hota other) {
    Hota sum = new Hota();
    sum.truth = truth + other.truth;
    sum.answers = answers + other.answers;
    for (int level = 0; level < LEVELS; level++) {
      sum.matched[level] = matched[level] + other.matched[level];
      sum.association[level] = association[level] + other.association[level];
    }
    return sum;
  }

  /** 0 to 1. */
  double hota() {
    return mean(level -> Math.sqrt(detection(level) * association(level)));
  }

  /** How well objects are detected, 0 to 1. */
  double detection() {
    return mean(this::detection);
  }

  /** How well objects are held apart, 0 to 1. */
  double association() {
    return mean(this::association);
  }

  private double detection(int level) {
    return matched[level] / (double) Math.max(1, truth + answers - matched[level]);
  }

  private double association(int level) {
    return association[level] / Math.max(1, matched[level]);
  }

  private static double mean(IntToDoubleFunction byLevel) {
    return IntStream.range(0, LEVELS).mapToDouble(byLevel).sum() / LEVELS;
  }
}
