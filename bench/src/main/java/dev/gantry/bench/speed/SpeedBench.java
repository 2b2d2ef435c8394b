package dev.gantry.bench.speed;

import dev.gantry.domain.camera.Calibration;
import dev.gantry.domain.camera.CameraDefinition;
import dev.gantry.domain.camera.CameraGeometry;
import dev.gantry.domain.geometry.GroundMap;
import dev.gantry.domain.geometry.Speeds;
import dev.gantry.domain.tracking.TrackSpeed;
import dev.gantry.domain.tracking.TrackStep.Speed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Measures the cars of a recording with what the tracker measures with. */
final class SpeedBench {

  /** Size of a car's box on the ground: these tracks come without boxes. */
  private static final double CAR_METRES = 2;

  private final CalibrationChoice choice;

  SpeedBench(CalibrationChoice choice) {
    this.choice = choice;
  }

  /** Which of a recording's calibrations to use. */
  enum CalibrationChoice {
    /** The one that comes with the tracks. */
    GIVEN,
    /** One made of nothing but the distances measured on the road. */
    DISTANCES
  }

  /** The valid cars that have a track with a speed, in the order of the truth. */
  List<SpeedRow> rows(Recording recording) {
    GroundMap ground = ground(recording);
    Matching matching = new Matching(recording);
    List<SpeedRow> rows = new ArrayList<>();
    for (TruthCar car : recording.truth()) {
      if (!car.valid()) {
        continue;
      }
      matching
          .find(car)
          .flatMap(
              track ->
                  measure(track, recording.fps(), ground)
                      .map(
                          speed ->
                              SpeedRow.of(
                                  track.id(),
                                  car,
                                  Speeds.toKmh(speed.mps()),
                                  Speeds.toKmh(speed.sigmaMps()))))
          .ifPresent(rows::add);
    }
    return rows;
  }

  private GroundMap ground(Recording recording) {
    Calibration calibration =
        choice == CalibrationChoice.GIVEN ? recording.published() : recording.known();
    return CameraGeometry.of(
            new CameraDefinition(
                recording.name(),
                1,
                "",
                Optional.empty(),
                Optional.of(calibration),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty()))
        .ground()
        .orElseThrow();
  }

  private static Optional<Speed> measure(PixelTrack track, double fps, GroundMap ground) {
    TrackSpeed speed = new TrackSpeed(at(track.sightings().get(0).frame(), fps));
    for (PixelTrack.Sighting sighting : track.sightings()) {
      speed.see(at(sighting.frame(), fps), sighting.place());
    }
    return speed.overall(ground, CAR_METRES);
  }

  private static Instant at(int frame, double fps) {
    return Instant.EPOCH.plus(Duration.ofNanos(Math.round(frame * 1e9 / fps)));
  }
}
