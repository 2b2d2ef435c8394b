package dev.gantry.bench.tracking;

import dev.gantry.domain.detection.Detection;
import dev.gantry.domain.geometry.Box;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/** The boxes of a detector for one sequence, as they are read; one without a score is sure. */
final class GivenBoxes {

  /** Stands for none, in files of people's labels and where all other scores are 0 to 1. */
  private static final double NO_SCORE = -1;

  private record Given(Box box, double score) {}

  private final String label;
  private final Map<Integer, List<Given>> byFrame = new TreeMap<>();
  private double right;
  private double bottom;
  private double lowest = Double.POSITIVE_INFINITY;
  private double highest = Double.NEGATIVE_INFINITY;
  private int withoutArea;

  /**
   * @param label class of all of them
   */
  GivenBoxes(String label) {
    this.label = label;
  }

  /**
   * Adds a box.
   *
   * @param box empty where it has no area: counted, and left out
   * @param score as the detector gives it
   */
  void add(int frame, Optional<Box> box, double score) {
    List<Given> given = byFrame.computeIfAbsent(frame, number -> new ArrayList<>());
    if (box.isEmpty()) {
      withoutArea++;
      return;
    }
    given.add(new Given(box.get(), score));
    right = Math.max(right, box.get().right());
    bottom = Math.max(bottom, box.get().bottom());
    if (score != NO_SCORE) {
      lowest = Math.min(lowest, score);
      highest = Math.max(highest, score);
    }
  }

  /** Tells of boxes that were left out. */
  void note(String sequence, Consumer<LeftOut> notes) {
    if (withoutArea > 0) {
      notes.accept(new LeftOut(sequence, "given boxes without area: " + withoutArea));
    }
  }

  Set<Integer> frames() {
    return byFrame.keySet();
  }

  /** Detections by frame, each list in the order of a frame, scores mapped to 0 to 1. */
  Map<Integer, List<Detection>> detections() {
    Confidence confidence = Confidence.forScores(lowest, highest);
    boolean mayBeUnscored = confidence == Confidence.AS_GIVEN;
    Map<Integer, List<Detection>> detections = new TreeMap<>();
    byFrame.forEach(
        (frame, given) ->
            detections.put(
                frame,
                given.stream()
                    .map(
                        g ->
                            new Detection(
                                label,
                                mayBeUnscored && g.score == NO_SCORE ? 1 : confidence.of(g.score),
                                g.box))
                    .sorted(Detection.FRAME_ORDER)
                    .toList()));
    return detections;
  }

  /** Width of the frames, as far as boxes reach: the files do not tell. Pixels. */
  int width() {
    return (int) Math.ceil(right);
  }

  /** Height of the frames, as far as boxes reach. Pixels. */
  int height() {
    return (int) Math.ceil(bottom);
  }
}
