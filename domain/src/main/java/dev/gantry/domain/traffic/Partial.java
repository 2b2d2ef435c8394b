package dev.gantry.domain.traffic;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What one camera saw of one segment in one pane, as it stood at some moment.
 *
 * @param segment segment
 * @param camera camera
 * @param site site of the camera; empty when not known
 * @param paneStartUs start of the pane in event time, inclusive, microseconds
 * @param paneUs length of the pane, microseconds
 * @param revision changes the pane rests on; 0 when this only tells how far the camera has come
 * @param watermarkUs event time up to which the camera has been seen
 * @param changedAtUs the watermark of the camera when the pane last changed
 * @param emptySinceUs event time since when the camera has looked on and nobody was on the segment,
 *     up to the end of the pane; {@link #NOT_EMPTY} when that is not told
 * @param closed whether the camera has passed the end of the pane
 * @param openTracks tracks of the camera that have not ended
 * @param sums what happened in the pane
 * @param limitMps speed limit of the segment, m/s; 0 for none
 * @param replay whether event times are replayed
 * @param input records of the pane; absent for revision 0
 */
public record Partial(
    String segment,
    String camera,
    String site,
    long paneStartUs,
    long paneUs,
    int revision,
    long watermarkUs,
    long changedAtUs,
    long emptySinceUs,
    boolean closed,
    int openTracks,
    PaneSums sums,
    double limitMps,
    boolean replay,
    Optional<InputRun> input) {

  /** In place of a time since when nobody was there. */
  public static final long NOT_EMPTY = Long.MAX_VALUE;

  /** Whether it tells that nobody was there. */
  public boolean isEmpty() {
    return emptySinceUs != NOT_EMPTY;
  }

  /**
   * Of the panes told at once, a segment's last one tells how far the camera has come, and the
   * others how far it was: the first would close windows that the next ones still belong to.
   *
   * @param beforeUs the watermark of the camera as it was
   */
  static List<Partial> watermarkLast(List<Partial> told, long beforeUs) {
    List<Partial> ordered = new ArrayList<>(told);
    Set<String> last = new HashSet<>();
    for (int i = ordered.size() - 1; i >= 0; i--) {
      Partial partial = ordered.get(i);
      if (!last.add(partial.segment()) && partial.changedAtUs() <= beforeUs) {
        ordered.set(i, partial.withWatermark(beforeUs));
      }
    }
    return ordered;
  }

  private Partial withWatermark(long us) {
    return new Partial(
        segment,
        camera,
        site,
        paneStartUs,
        paneUs,
        revision,
        us,
        changedAtUs,
        emptySinceUs,
        closed,
        openTracks,
        sums,
        limitMps,
        replay,
        input);
  }
}
