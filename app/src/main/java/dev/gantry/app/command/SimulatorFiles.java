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

  /** Writes the definitions of the city's cameras and rules. */
  void writeDefinitions() {
    try {
      Files.createDirectories(directory);
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
    } catch (IOException | UncheckedIOException e) {
      throw failed(e);
    }
    System.out.println("Records of " + frames + " frames of each camera in " + directory);
    return frames;
  }

  /** Writes what was true of the frames sent. */
  void writeTruth(long frames) {
    Path file = directory.resolve("truth.jsonl");
    try (Writer out = Files.newBufferedWriter(file)) {
      new TruthFile(new CityTruth(settings.scenario()), settings.startTime()).write(out, frames);
      System.out.println("Truth in " + file);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private CommandFailedException failed(Exception cause) {
    return new CommandFailedException(
        "--write: expected a directory that can be written to, found %s: %s"
            .formatted(directory, cause),
        cause);
  }
}
