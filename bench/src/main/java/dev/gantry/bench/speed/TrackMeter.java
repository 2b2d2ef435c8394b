package dev.gantry.bench.speed;

import dev.gantry.domain.geometry.GroundMap;
import dev.gantry.domain.tracking.TrackSpeed;
import dev.gantry.domain.tracking.TrackStep.Speed;
import java.util.Optional;

/**
 * What the tracker measures with, alone.
 *
 * @param recording of which the tracks are
 * @param ground of its camera
 */
record TrackMeter(Recording recording, GroundMap ground) implements SpeedMeter {

  /** Size of a car's box on the ground: these tracks come without boxes. */
  static final double CAR_METRES = 2;

  @Override
  public Optional<Speed> measure(PixelTrack track) {
    TrackSpeed speed = new TrackSpeed(recording.at(track.sightings().get(0).frame()));
    for (PixelTrack.Sighting sighting : track.sightings()) {
      speed.see(recording.at(sighting.frame()), sighting.place());
    }
    return speed.overall(ground, CAR_METRES);
  }
}
