package dev.gantry.bench.speed;

import dev.gantry.domain.camera.Calibration;
import dev.gantry.domain.camera.CameraDefinition;
import dev.gantry.domain.camera.CameraGeometry;
import dev.gantry.domain.geometry.GroundMap;
import dev.gantry.domain.geometry.Speeds;
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
    Matching matching = new Matching(recording);
    List<SpeedRow> rows = new ArrayList<>();
    try (SpeedMeter meter = meter(recording)) {
      for (TruthCar car : recording.truth()) {
        if (car.valid()) {
          matching.find(car).flatMap(track -> row(meter, car, track)).ifPresent(rows::add);
        }
      }
    }
    return rows;
  }

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
