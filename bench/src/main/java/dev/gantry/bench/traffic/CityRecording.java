package dev.gantry.bench.traffic;

import dev.gantry.ingest.Pace;
import dev.gantry.ingest.SimulatedRecords;
import dev.gantry.ingest.SimulatorSettings;
import dev.gantry.ingest.StreamSettings;
import dev.gantry.ingest.city.CityDefinitions;
import dev.gantry.ingest.city.CityScenario;
import dev.gantry.schemas.records.FrameDetections;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** The detections of a simulated city on a working day's morning, in which nothing goes wrong. */
final class CityRecording {

  static final int FRAMES_PER_SECOND = 10;

  private final CityScenario scenario;
  private final long frames;

  /**
   * @param frames of each camera
   */
  CityRecording(long seed, int cameras, long frames) {
    this.scenario =
        new CityScenario(
            seed, cameras, FRAMES_PER_SECOND, CityScenario.DEFAULT_SECOND_OF_DAY, false);
    this.frames = frames;
  }

  /** Writes all of it. */
  Load record(Path file) throws IOException {
    try (Load.Writer writer = new Load.Writer(file)) {
      play(writer::write);
      return writer.finish(scenario.name(), Map.of("cameras of the city", definitions()));
    }
  }

  String definitions() {
    return CityDefinitions.camerasYaml(scenario);
  }

  /** Gives every frame, moment by moment. */
  void play(Consumer<FrameDetections> taker) {
    SimulatorSettings settings =
        new SimulatorSettings(
            scenario, StreamSettings.DEFAULT_START_TIME, Pace.UNPACED, OptionalLong.of(frames));
    Clock clock = Clock.fixed(StreamSettings.DEFAULT_START_TIME, ZoneOffset.UTC);
    SimulatedRecords records = SimulatedRecords.ofEverything(settings, clock);
    Detections detections = new Detections(taker);
    for (long seq = 0; seq < frames; seq++) {
      records.frame(seq, detections);
    }
  }

  private record Detections(Consumer<FrameDetections> taker) implements SimulatedRecords.Sink {
    @Override
    public void detections(FrameDetections frame) {
      taker.accept(frame);
    }
  }
}
