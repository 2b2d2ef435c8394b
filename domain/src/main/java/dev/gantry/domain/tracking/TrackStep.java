package dev.gantry.domain.tracking;

import dev.gantry.domain.camera.Direction;
import dev.gantry.domain.geometry.Box;
import dev.gantry.domain.geometry.Point;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One step in the life of a track.
 *
 * @param trackId camera, epoch, sequence and rank of the first detection, joined by {@code -}
 * @param phase new, update or end
 * @param streamEpoch epoch of the frame
 * @param frameSeq index of the frame; for an end the last frame the track was seen in
 * @param at event time of the frame; for an end the last time the track was seen
 * @param startedAt event time of the first detection
 * @param hits detections matched so far, 1 or more
 * @param label class label voted over the life of the track
 * @param score median score over the life of the track, 0 to 1
 * @param box where it is, pixels
 * @param observed false when the position is predicted, not seen
 * @param speedPxPerSecond speed of the bottom centre in the image, 0 or more
 * @param ground motion over ground; absent for an uncalibrated camera
 * @param segment id of the segment it is on; absent when none, or uncalibrated
 * @param limitMps limit of that segment, m/s; absent when none
 * @param direction which way it goes on that segment, or went when it last moved there
 * @param wrongWay whether it moves against the heading of its segment
 * @param aimedSeconds time since the camera was last seen to look where its calibration says:
 *     somebody went along a segment as its traffic usually does, as nobody does before a camera
 *     that was turned; absent when that was never seen
 * @param zones ids of the zones it is in, sorted
 * @param passage what it does on its way
 * @param conflict the nearest collision it heads for, as the faster of the two; absent for none
 */
public record TrackStep(
    String trackId,
    Phase phase,
    long streamEpoch,
    long frameSeq,
    Instant at,
    Instant startedAt,
    int hits,
    String label,
    double score,
    Box box,
    boolean observed,
    double speedPxPerSecond,
    Optional<GroundMotion> ground,
    Optional<String> segment,
    Optional<Double> limitMps,
    Direction direction,
    boolean wrongWay,
    OptionalDouble aimedSeconds,
    List<String> zones,
    Passage passage,
    Optional<Conflict> conflict) {

  public TrackStep {
    zones = List.copyOf(zones);
  }

  /** Where a track is in its life. */
  public enum Phase {
    NEW,
    UPDATE,
    END
  }

  /**
   * Motion over ground.
   *
   * @param position metres
   * @param speed speed; absent until it rests on enough points
   * @param headingDeg direction of travel, degrees clockwise from the y axis, 0 to 360; 0 while the
   *     speed is absent
   */
  public record GroundMotion(Point position, Optional<Speed> speed, double headingDeg) {}

  /**
   * A speed with its uncertainty.
   *
   * @param mps metres per second, 0 or more
   * @param sigmaMps standard error, metres per second, 0 or more
   */
  public record Speed(double mps, double sigmaMps) {}
}
