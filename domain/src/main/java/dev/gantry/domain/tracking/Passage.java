package dev.gantry.domain.tracking;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a track does on its way.
 *
 * @param stoppedSeconds time it has stood, seconds; 0 while it moves
 * @param stand id of that stand, the same for all tracks that went on with it; empty while it moves
 * @param aheadMetres road before one that stands on a segment that is seen to be free: way to the
 *     next object in its direction, or else to where the image ends, metres; 0 while it moves, off
 *     segments and where it hides the road itself
 * @param behindVehicle whether there is such a vehicle
 * @param dwellSeconds time in each zone it is in, seconds, by the id of the zone
 * @param gate gate that one of these zones belongs to; empty for none
 * @param crossings lines crossed in this frame, each as {@code id:left} or {@code id:right}: the
 *     side it went to, seen from the line's start to its end
 * @param crossed lines crossed so far, in order, at most 16
 * @param lane lane of its segment, 1 the leftmost as seen along the segment's heading; 0 off
 *     segments
 * @param headwaySeconds time after the vehicle before it in the middle of the segment, in the same
 *     lane, seconds; 0 before that and when there was none within 10 minutes
 * @param entrySegment segment it was first seen on; empty before
 * @param turn segments it was first and last seen on, as {@code entry>exit}; empty while it has
 *     been on one at most
 */
public record Passage(
    double stoppedSeconds,
    String stand,
    double aheadMetres,
    boolean behindVehicle,
    SortedMap<String, Double> dwellSeconds,
    String gate,
    List<String> crossings,
    List<String> crossed,
    int lane,
    double headwaySeconds,
    String entrySegment,
    String turn) {

  public Passage {
    dwellSeconds = Collections.unmodifiableSortedMap(new TreeMap<>(dwellSeconds));
    crossings = List.copyOf(crossings);
    crossed = List.copyOf(crossed);
  }
}
