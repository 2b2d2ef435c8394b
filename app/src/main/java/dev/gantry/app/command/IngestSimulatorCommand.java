package dev.gantry.app.command;

import dev.gantry.app.config.Connection;
import dev.gantry.app.config.ConnectionOptions;
import dev.gantry.ingest.Pace;
import dev.gantry.ingest.SimulatorSettings;
import dev.gantry.ingest.StreamSettings;
import dev.gantry.ingest.city.CityScenario;
import dev.gantry.schemas.registry.RestSchemaRegistry;
import dev.gantry.schemas.topic.TopicCatalogue;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code gantry ingest simulator}. */
@Command(
    name = "simulator",
    description = {
      "Sends what the cameras of a simulated city would: pictures, or detections with the errors of"
          + " a detector; and the readings of its sensors, the tasks and the sign-ins of its"
          + " staff.",
      "The same seed and numbers give the same city. A sender that cannot keep the pace says by how"
          + " much it is late; it leaves nothing out."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Example: gantry ingest simulator --duration 10m --write city/ --records",
      "Example: gantry ingest simulator --cameras 1000 --fps 10 --detections-only --bootstrap"
          + " 127.0.0.1:9092 --registry http://127.0.0.1:8081"
    })
final class IngestSimulatorCommand implements Callable<Integer> {

  @Spec CommandSpec spec;

  @Mixin ConnectionOptions connection = new ConnectionOptions();

  @Option(names = "--seed", description = "Decides the city and all that happens. Default: 1.")
  long seed = 1;

  @Option(
      names = "--cameras",
      description = "Cameras of the city, 64 at most that send pictures. Default: 4.")
  int cameras = 4;

  @Option(names = "--fps", description = "Frames a second of each camera. Default: 10.")
  int fps = 10;

  @Option(
      names = "--rate",
      paramLabel = "RECORDS",
      description =
          "Frames a second of all cameras together; the city then runs faster or slower than real"
              + " time. Default: cameras times fps, which is real time.")
  @Nullable Double rate;

  @Option(
      names = "--as-fast-as-possible",
      description = "Send as fast as Kafka takes it instead of at a pace.")
  boolean asFastAsPossible;

  @Option(
      names = "--detections-only",
      description = "Send detections, with the errors that detectors make, instead of pictures.")
  boolean detectionsOnly;

  @Option(
      names = "--duration",
      paramLabel = "TIME",
      converter = DurationConverter.class,
      description = "End after this time of the city, such as 10m. Default: until Ctrl-C.")
  @Nullable Duration duration;

  @Option(
      names = "--time-of-day",
      paramLabel = "HH:MM",
      description = "Local time at which it begins; decides the traffic. Default: 08:00.")
  LocalTime timeOfDay = LocalTime.ofSecondOfDay(CityScenario.DEFAULT_SECOND_OF_DAY);

  @Option(names = "--nothing-wrong", description = "Leave all incidents and faults out.")
  boolean nothingWrong;

  @Option(
      names = "--write",
      paramLabel = "DIR",
      description =
          "Write the definitions (cameras.yaml, rules.yaml) there before, for gantry apply, and the"
              + " truth (truth.jsonl) afterwards.")
  @Nullable Path write;

  @Option(
      names = "--records",
      description =
          "Send nothing, and write all records there too, as JSON lines in files named by their"
              + " stream (auth-events.jsonl), for gantry rules what-if and gantry ingest jsonl;"
              + " detections in place of pictures. Needs --write and --duration, and no Kafka.")
  boolean records;

  @Option(
      names = "--start-time",
      paramLabel = "TIME",
      description = "Event time of the first frame. Default: 2026-01-01T00:00:00Z.")
  Instant startTime = StreamSettings.DEFAULT_START_TIME;

  @Override
  public Integer call() throws InterruptedException {
    refuseContradictions();
    SimulatorSettings settings = settings();
    Optional<SimulatorFiles> files =
        Optional.ofNullable(write).map(directory -> new SimulatorFiles(directory, settings));
    if (records) {
      writeRecords(files.filter(each -> duration != null));
    } else {
      send(settings, files);
    }
    return Main.DONE;
  }

  private void refuseContradictions() {
    if (rate != null && asFastAsPossible) {
      throw wrong("expected either --rate or --as-fast-as-possible, not both");
    }
    if (records && rate != null) {
      throw wrong("--rate: expected no pace with --records, found " + rate);
    }
    if (records && connection.isGiven()) {
      throw wrong("expected either --records or where Kafka is, not both");
    }
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private void writeRecords(Optional<SimulatorFiles> to) {
    SimulatorFiles files =
        to.orElseThrow(() -> wrong("expected --write DIR and --duration TIME with --records"));
    files.writeDefinitions();
    files.writeTruth(files.writeRecords());
  }

  private void send(SimulatorSettings settings, Optional<SimulatorFiles> files)
      throws InterruptedException {
    Connection to = connection.connection();
    files.ifPresent(SimulatorFiles::writeDefinitions);
    try (RestSchemaRegistry registry = new RestSchemaRegistry(to.requireRegistry())) {
      to.requireKafka();
      var topics = new TopicCatalogue(to.prefix(), registry);
      long frames =
          detectionsOnly
              ? SimulatorRun.detections(settings, to.client(), topics)
              : SimulatorRun.pictures(settings, to.client(), topics);
      files.ifPresent(each -> each.writeTruth(frames));
    }
  }

  private SimulatorSettings settings() {
    OptionalLong frames =
        duration == null
            ? OptionalLong.empty()
            : OptionalLong.of(Math.max(1, duration.toMillis() * fps / 1000));
    try {
      var scenario = new CityScenario(seed, cameras, fps, timeOfDay.toSecondOfDay(), !nothingWrong);
      if (!detectionsOnly && !records) {
        SimulatorSettings.requireFilmable(scenario);
      }
      return new SimulatorSettings(scenario, startTime, pace(), frames);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--" + e.getMessage(), e);
    }
  }

  private Pace pace() {
    if (asFastAsPossible) {
      return Pace.UNPACED;
    }
    return rate == null ? Pace.REAL_TIME : atRate(rate);
  }

  private Pace atRate(double asked) {
    double realTime = (double) cameras * fps;
    double most = realTime * Pace.MOST_TIMES;
    if (!(asked > 0 && asked <= most)) {
      throw wrong("--rate: expected above 0 and at most %.0f, found %s".formatted(most, asked));
    }
    return Pace.times(asked / realTime);
  }
}
