package dev.gantry.bench.speed;

import dev.gantry.bench.speed.SpeedBench.CarRow;
import dev.gantry.bench.speed.SpeedBench.TrackRow;
import dev.gantry.domain.geometry.Speeds;
import dev.gantry.domain.tracking.TrackStep.Speed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What another scorer needs of a recording: {@code NAME.csv} has the valid cars in the order of the
 * truth, with what was measured of the track that was matched to each, and {@code NAME.tracks.csv}
 * every given track that was seen more than once, so that cars can be matched anew and what was
 * missed be counted.
 */
final class SpeedDump {

  private static final String CARS =
      "track_id,truth_car,speed_kmh,sigma_kmh,interval95_low_kmh,interval95_high_kmh,truth_kmh,error_kmh";

  private static final String TRACKS = "track_id,speed_kmh,sigma_kmh";

  private SpeedDump() {}

  static void write(Path folder, String name, List<CarRow> cars, List<TrackRow> tracks)
      throws IOException {
    Files.createDirectories(folder);
    Files.write(folder.resolve(name + ".csv"), cars(cars));
    Files.write(folder.resolve(name + ".tracks.csv"), tracks(tracks));
  }

  private static List<String> cars(List<CarRow> cars) {
    List<String> lines = new ArrayList<>(List.of(CARS));
    cars.forEach(
        car -> lines.add(car.row().map(SpeedDump::line).orElseGet(() -> unmeasured(car.car()))));
    return lines;
  }

  private static String unmeasured(TruthCar car) {
    return String.format(Locale.ROOT, ",%d,,,,,%.4f,", car.id(), car.kmh());
  }

  private static String line(SpeedRow row) {
    return String.format(
        Locale.ROOT,
        "%d,%d,%.4f,%.4f,%.4f,%.4f,%.4f,%.4f",
        row.trackId(),
        row.truthCar(),
        row.speed(),
        row.sigma(),
        row.low95(),
        row.high95(),
        row.truth(),
        row.error());
  }

  private static List<String> tracks(List<TrackRow> tracks) {
    List<String> lines = new ArrayList<>(List.of(TRACKS));
    tracks.forEach(
        track -> lines.add(track.id() + track.speed().map(SpeedDump::columns).orElse(",,")));
    return lines;
  }

  private static String columns(Speed speed) {
    return String.format(
        Locale.ROOT, ",%.4f,%.4f", Speeds.toKmh(speed.mps()), Speeds.toKmh(speed.sigmaMps()));
  }
}
