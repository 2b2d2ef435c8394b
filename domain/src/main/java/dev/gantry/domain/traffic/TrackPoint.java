package dev.gantry.domain.traffic;

import dev.gantry.domain.camera.Direction;
import java.util.List;
import java.util.OptionalDouble;

/**
 * One step of a track, as far as traffic is concerned.
 *
 * @param trackId track
 * @param atUs event time, microseconds; for an end the last time it was seen
 * @param end whether the track ended
 * @param observed whether it was seen, and not predicted; irrelevant for an end
 * @param placed whether its camera looked where its calibration says
 * @param vehicle whether its class counts as a vehicle
 * @param label its class, as voted so far
 * @param segment segment it is on; empty for none
 * @param direction which way it goes there
 * @param speedMps speed over ground, metres per second, 0 or more; absent when not known
 * @param stoppedSeconds time it has stood, seconds; 0 while it moves
 * @param crossings lines it has crossed since the step before
 * @param limitMps limit of the segment, metres per second; 0 for none
 * @param site site of the camera; empty when not known
 * @param replay whether event times are replayed
 * @param input the record it comes from
 */
public record TrackPoint(
    String trackId,
    long atUs,
    boolean end,
    boolean observed,
    boolean placed,
    boolean vehicle,
    String label,
    String segment,
    Direction direction,
    OptionalDouble speedMps,
    double stoppedSeconds,
    List<LineCrossing> crossings,
    double limitMps,
    String site,
    boolean replay,
    InputRun input) {

  public TrackPoint {
    crossings = List.copyOf(crossings);
  }
}
