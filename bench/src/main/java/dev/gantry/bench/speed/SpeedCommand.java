package dev.gantry.bench.speed;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gantry.app.CommandFailedException;
import dev.gantry.bench.data.DataFolder;
import dev.gantry.bench.speed.SpeedBench.CalibrationChoice;
import dev.gantry.bench.speed.SpeedBench.CarRow;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code gantry bench speed}. */
@Command(
    name = "speed",
    description = {
      "Speeds of cars against the truth of BrnoCompSpeed, by its published evaluation: tracks in"
          + " pixels and a calibration are given, speed and standard error are Gantry's.",
      "Errors are absolute, in km/h."
    },
    mixinStandardHelpOptions = true,
    footer = {"", "Example: gantry bench speed brnocompspeed --dump rows --json"})
public final class SpeedCommand implements Callable<Integer> {

  @Parameters(
      paramLabel = "DIR",
      description = "Folder with NAME.gt.json and NAME.tracks.json.gz for each camera.")
  Path folder = Path.of(".");

  @Option(
      names = "--calibration",
      description = {
        "given: the one that comes with the tracks; distances: one made of nothing but the"
            + " distances measured on the road. Default: given."
      })
  CalibrationChoice calibration = CalibrationChoice.GIVEN;

  @Option(
      names = "--topology",
      description =
          "Give each sighting as a detection to the topology TRACKING, with the calibration in a"
              + " camera definition, and score what it writes to vehicle-tracks.")
  boolean topology;

  @Option(
      names = "--dump",
      paramLabel = "DIR",
      description = {
        "Folder for what another scorer needs: NAME.csv a camera, one row a valid car, empty where"
            + " it has no speed, and NAME.tracks.csv, one row a given track."
      })
  @Nullable Path dump;

  @Option(names = "--json", description = "Print one JSON object.")
  boolean json;

  @Override
  public Integer call() throws IOException {
    DataFolder.require(folder, "a directory of recordings");
    List<String> names = Recording.names(folder);
    if (names.isEmpty()) {
      throw new CommandFailedException(folder + ": expected files named NAME.gt.json, found none");
    }
    SpeedBench bench = new SpeedBench(calibration, topology);
    List<SpeedFigures> files = new ArrayList<>();
    Map<String, Sum> sessions = new TreeMap<>();
    Sum overall = new Sum();
    for (String name : names) {
      Recording recording = Recording.read(folder, name);
      List<CarRow> cars = bench.cars(recording);
      List<SpeedRow> rows = SpeedBench.rows(cars);
      int valid = (int) recording.truth().stream().filter(TruthCar::valid).count();
      files.add(SpeedFigures.of(name, rows, valid));
      sessions.computeIfAbsent(name.split("_", 2)[0], session -> new Sum()).add(rows, valid);
      overall.add(rows, valid);
      if (dump != null) {
        SpeedDump.write(dump, name, cars, bench.tracks(recording));
      }
    }
    SpeedResult result =
        new SpeedResult(
            overall.figures("overall"),
            sessions.entrySet().stream().map(s -> s.getValue().figures(s.getKey())).toList(),
            files);
    System.out.println(json ? new ObjectMapper().writeValueAsString(result) : result.words());
    return 0;
  }

  /** Rows of several recordings. */
  private static final class Sum {

    private final List<SpeedRow> rows = new ArrayList<>();
    private int valid;

    void add(List<SpeedRow> more, int moreValid) {
      rows.addAll(more);
      valid += moreValid;
    }

    SpeedFigures figures(String name) {
      return SpeedFigures.of(name, rows, valid);
    }
  }
}
