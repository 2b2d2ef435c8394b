package dev.gantry.domain.tracking;

import dev.gantry.domain.geometry.GroundMap;
import dev.gantry.domain.geometry.Point;
import dev.gantry.domain.time.Micros;
import dev.gantry.domain.tracking.TrackStep.Speed;
import java.time.Instant;
import java.util.Optional;

/**
 * The speed over ground of one object, for tracks of points that somebody else has made: the
 * estimate over the whole path that a {@link CameraTracker} makes too. It adds what boxes need,
 * that they may end above the ground, and goes by the live speeds where these contradict the path.
 * Mutable; one thread at a time.
 */
public final class TrackSpeed {

  private final Trajectory trajectory;

  /**
   * @param start event time of the first sighting
   */
  public TrackSpeed(Instant start) {
    this.trajectory = new Trajectory(Micros.of(start));
  }

  /**
   * Takes in a sighting; they come in the order of time.
   *
   * @param at event time
   * @param foot where it stands on the ground, pixels
   */
  public void see(Instant at, Point foot) {
    trajectory.add(Micros.of(at), foot.x(), foot.y());
  }

  /**
   * The mean speed over all sightings with its standard error; empty when they are too few.
   *
   * @param ground of the camera
   * @param objectMetres size of the object (the root of its box's area on the ground), metres
   */
  public Optional<Speed> overall(GroundMap ground, double objectMetres) {
    return PathSpeed.of(trajectory.whole(), ground, objectMetres, 0);
  }
}
