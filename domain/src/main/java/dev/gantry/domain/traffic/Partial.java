package dev.gantry.domain.traffic;

import java.util.Optional;

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
    boolean closed,
    int openTracks,
    PaneSums sums,
    double limitMps,
    boolean replay,
    Optional<InputRun> input) {

  Partial withWatermark(long us) {
    return new Partial(
        segment,
        camera,
        site,
        paneStartUs,
        paneUs,
        revision,
        us,
        changedAtUs,
        closed,
        openTracks,
        sums,
        limitMps,
        replay,
        input);
  }
}
