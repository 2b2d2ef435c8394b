package dev.gantry.domain.detection;

import dev.gantry.domain.geometry.Box;
import java.util.Comparator;

/**
 * One object in one frame.
 *
 * @param label class label, such as {@code car}; {@link #UNCLASSIFIED} when the detector knows none
 * @param score confidence, 0 to 1
 * @param box where it is, pixels
 */
public record Detection(String label, double score, Box box) {

  /** Label of detectors that find objects without classifying them. */
  public static final String UNCLASSIFIED = "object";

  /**
   * The order of detections within a frame: score descending, then x, y, width, height, label. It
   * is part of the contract, because track ids carry the index of a detection.
   */
  public static final Comparator<Detection> FRAME_ORDER =
      Comparator.comparingDouble((Detection d) -> -d.score)
          .thenComparingDouble(d -> d.box.x())
          .thenComparingDouble(d -> d.box.y())
          .thenComparingDouble(d -> d.box.width())
          .thenComparingDouble(d -> d.box.height())
          .thenComparing(Detection::label);

  public Detection {
    if (label.isBlank()) {
      throw new IllegalArgumentException("detection.label: expected a class label, found blank");
    }
    if (!(score >= 0 && score <= 1)) {
      throw new IllegalArgumentException("detection.score: expected 0 to 1, found " + score);
    }
  }
}
