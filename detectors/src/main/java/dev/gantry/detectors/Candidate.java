package dev.gantry.detectors;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A box that a model suggests, in pixels of its input.
 *
 * @param left left edge
 * @param top upper edge
 * @param right right edge
 * @param bottom lower edge
 * @param score confidence
 * @param label index of its class
 */
record Candidate(double left, double top, double right, double bottom, double score, int label) {

  /** Best first; then by place, so that equal scores give one order. */
  private static final Comparator<Candidate> BEST_FIRST =
      Comparator.comparingDouble((Candidate c) -> -c.score)
          .thenComparingInt(Candidate::label)
          .thenComparingDouble(Candidate::left)
          .thenComparingDouble(Candidate::top)
          .thenComparingDouble(Candidate::right)
          .thenComparingDouble(Candidate::bottom);

  /** More are not compared with each other; a frame with as many objects shows nothing else. */
  static final int MAX_CANDIDATES = 1000;

  static Candidate centred(
      double x, double y, double width, double height, double score, int label) {
    return new Candidate(
        x - width / 2, y - height / 2, x + width / 2, y + height / 2, score, label);
  }

  /** Whether it is a box at all: models may give infinities. */
  boolean sound() {
    return right > left
        && bottom > top
        && Double.isFinite(right - left)
        && Double.isFinite(bottom - top);
  }

  double area() {
    return (right - left) * (bottom - top);
  }

  /** Intersection over union, 0 to 1. */
  double iou(Candidate other) {
    double width = Math.min(right, other.right) - Math.max(left, other.left);
    double height = Math.min(bottom, other.bottom) - Math.max(top, other.top);
    if (width <= 0 || height <= 0) {
      return 0;
    }
    double shared = width * height;
    return shared / (area() + other.area() - shared);
  }

  /**
   * Non-maximum suppression: of two boxes of one class that overlap by more than {@code maxIou},
   * the better stays. Best first; of more than {@value #MAX_CANDIDATES} only the best are looked
   * at.
   */
  static List<Candidate> suppress(List<Candidate> candidates, double maxIou) {
    List<Candidate> sorted =
        candidates.stream()
            .filter(Candidate::sound)
            .sorted(BEST_FIRST)
            .limit(MAX_CANDIDATES)
            .toList();
    List<Candidate> kept = new ArrayList<>();
    for (Candidate candidate : sorted) {
      boolean covered =
          kept.stream()
              .anyMatch(
                  better -> better.label == candidate.label && better.iou(candidate) > maxIou);
      if (!covered) {
        kept.add(candidate);
      }
    }
    return kept;
  }
}
