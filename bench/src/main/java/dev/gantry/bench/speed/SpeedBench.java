package dev.gantry.bench.speed;

import dev.gantry.domain.camera.Calibration;
import dev.gantry.domain.camera.CameraDefinition;
import dev.gantry.domain.camera.CameraGeometry;
import dev.gantry.domain.geometry.GroundMap;
import dev.gantry.domain.geometry.Speeds;
import dev.gantry.domain.tracking.TrackStep.Speed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Measures the cars of a recording with what the tracker measures with. */
final class SpeedBench {

  private final CalibrationChoice choice;
  private final boolean topology;

  /**
   * @param topology whether to measure with the topology TRACKING, not with what it measures with
   */
  SpeedBench(CalibrationChoice choice, boolean topology) {
    this.choice = choice;
    this.topology = topology;
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
    return rows(cars(recording));
  }

  /** Those of some cars that have a speed. */
  static List<SpeedRow> rows(List<CarRow> cars) {
    return cars.stream().flatMap(car -> car.row().stream()).toList();
  }

  /** The valid cars, in the order of the truth. */
  List<CarRow> cars(Recording recording) {
    Matching matching = new Matching(recording);
    List<CarRow> cars = new ArrayList<>();
    try (SpeedMeter meter = meter(recording)) {
      for (TruthCar car : recording.truth()) {
        if (car.valid()) {
          cars.add(new CarRow(car, matching.find(car).flatMap(track -> row(meter, car, track))));
        }
      }
    }
    return cars;
  }

  /**
   * A valid car. Files give several the same number.
   *
   * @param row what was measured of its track; absent when it has none, or that has no speed
   */
  record CarRow(TruthCar car, Optional<SpeedRow> row) {}

  /** Every given track, with its speed where it has one, in the order of the file. */
  List<TrackRow> tracks(Recording recording) {
    try (SpeedMeter meter = meter(recording)) {
      return recording.tracks().stream()
          .map(track -> new TrackRow(track.id(), speed(meter, Matching.withoutBorder(track))))
          .toList();
    }
  }

  private static Optional<Speed> speed(SpeedMeter meter, PixelTrack track) {
    return track.sightings().isEmpty() ? Optional.empty() : meter.measure(track);
  }

  /**
   * A given track.
   *
   * @param id number in its file
   * @param speed mean speed; absent when it has none
   */
  record TrackRow(int id, Optional<Speed> speed) {}

  private static Optional<SpeedRow> row(SpeedMeter meter, TruthCar car, PixelTrack track) {
    return meter
        .measure(track)
        .map(
            speed ->
                SpeedRow.of(
                    track.id(), car, Speeds.toKmh(speed.mps()), Speeds.toKmh(speed.sigmaMps())));
  }

  private SpeedMeter meter(Recording recording) {
    Calibration calibration =
        choice == CalibrationChoice.GIVEN ? recording.published() : recording.known();
    GroundMap ground = ground(recording, calibration);
    return topology
        ? new TopologyMeter(recording, calibration, ground)
        : new TrackMeter(recording, ground);
  }

  private static GroundMap ground(Recording recording, Calibration calibration) {
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
}
