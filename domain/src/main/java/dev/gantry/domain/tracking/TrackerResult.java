package dev.gantry.domain.tracking;

import java.util.List;

/**
 * What one frame did to the tracks of a camera.
 *
 * @param steps steps in the order to publish them: ends by a new epoch first, then one step a
 *     track, oldest track first; empty when the frame was not taken in
 * @param outcome whether the frame was taken in
 */
public record TrackerResult(List<TrackStep> steps, Outcome outcome) {

  public TrackerResult {
    steps = List.copyOf(steps);
  }

  /** What became of a frame. */
  public enum Outcome {
    /** Taken in. */
    ADVANCED,
    /** Left out: its sequence was reached before in this epoch. */
    REPEATED,
    /** Left out: its epoch is over. */
    LATE
  }
}
