package dev.gantry.app.command;

import dev.gantry.app.CommandFailedException;
import dev.gantry.app.config.Connection;
import dev.gantry.app.config.ConnectionOptions;
import dev.gantry.ingest.LiveStats;
import dev.gantry.ingest.Pace;
import dev.gantry.ingest.RecordPublisher;
import dev.gantry.ingest.SimulatorFeed;
import dev.gantry.ingest.SimulatorSettings;
import dev.gantry.ingest.StreamSettings;
import dev.gantry.ingest.city.CityScenario;
import dev.gantry.schemas.registry.RegistrySettings;
import dev.gantry.schemas.registry.RestSchemaRegistry;
import dev.gantry.schemas.topic.TopicCatalogue;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gantry ingest simulator}. */
@Command(
    name = "simulator",
    description = {
      "Sends what the cameras of a simulated city would, with detectors of their own.",
      "The same seed and numbers give the same city. A sender that cannot keep the pace says by how much it is"
          + " late; it leaves nothing out."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Example: gantry ingest simulator --cameras 1000 --fps 10 --detections-only --bootstrap"
          + " 127.0.0.1:9092 --registry http://127.0.0.1:8081"
    })
final class IngestSimulatorCommand implements Callable<Integer> {

  @Mixin ConnectionOptions connection = new ConnectionOptions();

  @Option(names = "--seed", description = "Decides the city and all that happens. Default: 1.")
  long seed = 1;

  @Option(names = "--cameras", description = "Cameras of the city. Default: 4.")
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
      names = "--start-time",
      paramLabel = "TIME",
      description = "Event time of the first frame. Default: 2026-01-01T00:00:00Z.")
  Instant startTime = StreamSettings.DEFAULT_START_TIME;

  @Override
  public Integer call() throws InterruptedException {
    if (!detectionsOnly) {
      throw new CommandFailedException("--detections-only: expected, pictures are not sent yet");
    }
    Connection to = connection.connection();
    RegistrySettings registry =
        to.registry()
            .orElseThrow(
                () -> new CommandFailedException("--registry: expected a URL with --bootstrap"));
    try (var feed = new SimulatorFeed(settings());
        var schemas = new RestSchemaRegistry(registry);
        var publisher = RecordPublisher.connect(to.client())) {
      var topics = new TopicCatalogue(to.prefix(), schemas);
      ScheduledExecutorService reports = reporting(feed.stats());
      try {
        Interruption.during(() -> feed.run(publisher, topics), feed::close);
      } finally {
        reports.shutdownNow();
      }
      System.out.println("Ended: " + line(feed.stats()));
    }
    return Main.DONE;
  }

  private SimulatorSettings settings() {
    var scenario = new CityScenario(seed, cameras, fps, timeOfDay.toSecondOfDay(), !nothingWrong);
    double realTime = (double) cameras * fps;
    Pace pace =
        asFastAsPossible ? Pace.UNPACED : Pace.times((rate == null ? realTime : rate) / realTime);
    OptionalLong frames =
        duration == null
            ? OptionalLong.empty()
            : OptionalLong.of(Math.max(1, duration.toMillis() * fps / 1000));
    return new SimulatorSettings(scenario, startTime, pace, frames);
  }

  private static ScheduledExecutorService reporting(LiveStats stats) {
    ScheduledExecutorService timer =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              var thread = new Thread(task, "simulator-report");
              thread.setDaemon(true);
              return thread;
            });
    var unused =
        timer.scheduleAtFixedRate(() -> System.out.println(line(stats)), 5, 5, TimeUnit.SECONDS);
    return timer;
  }

  private static String line(LiveStats stats) {
    return "%d frames sent, %d of them late; now %d ms behind, at worst %d ms."
        .formatted(
            stats.framesSent(),
            stats.framesLate(),
            stats.latestLag().toMillis(),
            stats.worstLag().toMillis());
  }
}
