package dev.gantry.app.command;

import dev.gantry.app.CommandFailedException;
import dev.gantry.ingest.SimulatedRecords;
import dev.gantry.ingest.SimulatorSettings;
import dev.gantry.ingest.city.CityDefinitions;
import dev.gantry.ingest.city.truth.CityTruth;
import dev.gantry.ingest.city.truth.TruthFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.ZoneOffset;

/** The files that go with a run of the simulator. */
final class SimulatorFiles {

  private final Path directory;
  private final SimulatorSettings settings;

  SimulatorFiles(Path directory, SimulatorSettings settings) {
    this.directory = directory;
    this.settings = settings;
  }

  /** Writes the definitions of the city's cameras and rules; the truth of a run before is gone. */
  void writeDefinitions() {
    try {
      Files.createDirectories(directory);
      Files.deleteIfExists(truth());
      Files.writeString(
          directory.resolve("cameras.yaml"), CityDefinitions.camerasYaml(settings.scenario()));
      Files.writeString(directory.resolve("rules.yaml"), CityDefinitions.rulesYaml());
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /**
   * Writes all records.
   *
   * @return how many frames of each camera
   */
  long writeRecords() {
    // When a record was ingested must not tell one run from another.
    Clock clock = Clock.fixed(settings.startTime(), ZoneOffset.UTC);
    SimulatedRecords records = SimulatedRecords.ofEverything(settings, clock);
    long frames = settings.frames().orElseThrow();
    try (RecordFiles files = new RecordFiles(directory)) {
      for (long seq = 0; seq < frames; seq++) {
        records.frame(seq, files);
      }
      records.end(frames, files);
      files.whole();
    } catch (IOException | UncheckedIOException e) {
      throw failed(e);
    }
    System.out.println("Records of " + frames + " frames of each camera in " + directory);
    return frames;
  }

  /** Writes what was true of the frames sent; under the name of the truth once it is whole. */
  void writeTruth(long frames) {
    Path part = directory.resolve("truth.jsonl" + RecordFiles.PART);
    try {
      try (Writer out = Files.newBufferedWriter(part)) {
        CityTruth truth = new CityTruth(settings.scenario(), settings.startTime());
        new TruthFile(truth, settings.startTime())
            .write(out, frames, new TruthProgress(frames, System.err));
      }
      Files.move(part, truth(), StandardCopyOption.REPLACE_EXISTING);
      System.out.println("Truth in " + truth());
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private Path truth() {
    return directory.resolve("truth.jsonl");
  }

  private CommandFailedException failed(Exception cause) {
    return new CommandFailedException(
        "--write: expected a directory that can be written to, found %s: %s"
            .formatted(directory, cause),
        cause);
  }
}
