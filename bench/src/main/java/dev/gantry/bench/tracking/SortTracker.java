package dev.gantry.bench.tracking;

import dev.gantry.domain.detection.Detection;
import dev.gantry.domain.geometry.Box;
import dev.gantry.domain.tracking.Assignment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * SORT (Bewley et al., Simple Online and Realtime Tracking, ICIP 2016), as published, to compare
 * with: a Kalman filter for each track, the best pairing by overlap, nothing else. It knows no
 * scores; as in the paper it is given the boxes that are more likely right than wrong.
 */
final class SortTracker implements SequenceTracker {

  private static final double MIN_SCORE = 0.5;
  private static final double MIN_IOU = 0.3;
  private static final int MIN_HITS = 3;
  private static final int MAX_AGE = 1;

  @Override
  public List<List<Placed>> track(TestSequence sequence) {
    Run run = new Run();
    List<List<Placed>> placed = new ArrayList<>();
    for (TestFrame frame : sequence.frames()) {
      placed.add(
          run.advance(
              frame.detections().stream()
                  .filter(detection -> detection.score() > MIN_SCORE)
                  .map(Detection::box)
                  .toList()));
    }
    return placed;
  }

  private static final class Run {

    private final List<SortTrack> tracks = new ArrayList<>();
    private int frames;
    private int ids;

    List<Placed> advance(List<Box> boxes) {
      frames++;
      List<Box> predicted = new ArrayList<>();
      for (SortTrack track : List.copyOf(tracks)) {
        Optional<Box> box = track.predict();
        box.ifPresentOrElse(predicted::add, () -> tracks.remove(track));
      }
      boolean[] used = new boolean[boxes.size()];
      int[] boxOf = pairs(predicted, boxes);
      for (int t = 0; t < boxOf.length; t++) {
        if (boxOf[t] >= 0) {
          used[boxOf[t]] = true;
          tracks.get(t).update(boxes.get(boxOf[t]));
        }
      }
      for (int b = 0; b < used.length; b++) {
        if (!used[b]) {
          tracks.add(new SortTrack(++ids, boxes.get(b)));
        }
      }
      List<Placed> told = new ArrayList<>();
      for (SortTrack track : tracks) {
        if (track.unseen() == 0 && (track.streak() >= MIN_HITS || frames <= MIN_HITS)) {
          track.box().ifPresent(box -> told.add(new Placed(track.id(), box, 1)));
        }
      }
      tracks.removeIf(track -> track.unseen() > MAX_AGE);
      return told;
    }

    /**
     * Pairs all for the largest sum of overlaps first, and only then drops those below the least.
     */
    private static int[] pairs(List<Box> predicted, List<Box> boxes) {
      double[][] costs = new double[predicted.size()][boxes.size()];
      for (int t = 0; t < costs.length; t++) {
        Box box = predicted.get(t);
        Arrays.setAll(costs[t], b -> -box.iou(boxes.get(b)));
      }
      int[] boxOf = Assignment.solve(costs, boxes.size(), 0);
      for (int t = 0; t < boxOf.length; t++) {
        if (boxOf[t] >= 0 && -costs[t][boxOf[t]] < MIN_IOU) {
          boxOf[t] = -1;
        }
      }
      return boxOf;
    }
  }
}
