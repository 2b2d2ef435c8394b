package dev.gantry.app.command;

import dev.gantry.app.demo.Demo;
import dev.gantry.app.demo.DemoOptions;
import dev.gantry.ingest.Pace;
import dev.gantry.ingest.city.CityScenario;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code gantry demo}. */
@Command(
    name = "demo",
    description = {
      "Shows everything in one process on an embedded broker.",
      "Without --video a city with several cameras is simulated, where much goes wrong; with"
          + " --scene road one road with vehicles at known speeds, one that speeds and one that"
          + " drives the wrong way. The results are scored against that truth."
    },
    mixinStandardHelpOptions = true,
    footer = {"", "Example: gantry demo --video gate.mp4 --camera gate.yaml --duration 60s --json"})
final class DemoCommand implements Callable<Integer> {

  @Option(
      names = "--video",
      paramLabel = "FILE",
      description = "Show this video instead of a simulated scene.")
  @Nullable Path video;

  @Option(
      names = "--camera",
      paramLabel = "FILE.yaml",
      description =
          "Definition of its camera: calibration, segments, zones. Default: uncalibrated.")
  @Nullable Path camera;

  @Option(
      names = "--model",
      paramLabel = "FILE",
      description =
          "Definition of the detection model, or weights (.onnx, .pt, .torchscript) whose shapes"
              + " say how to run them. Default: motion, which needs no weights.")
  @Nullable Path model;

  @Option(
      names = "--rules",
      paramLabel = "PATH",
      description = "Rules, a file or a directory. Default: those of the scene.")
  @Nullable Path rules;

  @Option(
      names = "--duration",
      paramLabel = "TIME",
      converter = DurationConverter.class,
      description =
          "End after this time, such as 60s, with a summary. Default: until Ctrl-C; with --json"
              + " until the video has been shown.")
  @Nullable Duration duration;

  @Option(
      names = "--keep",
      paramLabel = "DIR",
      description =
          "Keep all data in this directory and go on from there at the next start. Default: a"
              + " temporary one, deleted at the end.")
  @Nullable Path keep;

  @Option(
      names = "--port",
      converter = PortConverter.class,
      description = "Port of the page and the API on 127.0.0.1, 0 for a free one. Default: 8080.")
  int port = 8080;

  @Option(
      names = "--scene",
      description = "What to show without a video: ${COMPLETION-CANDIDATES}. Default: city.")
  DemoOptions.Scene scene = DemoOptions.Scene.CITY;

  @Option(names = "--cameras", description = "Cameras of the city. Default: 4.")
  int cameras = 4;

  @Option(
      names = "--time-of-day",
      paramLabel = "HH:MM",
      description = "Local time at which the city begins: traffic, light. Default: 08:00.")
  LocalTime timeOfDay = LocalTime.ofSecondOfDay(CityScenario.DEFAULT_SECOND_OF_DAY);

  @Option(
      names = "--speed",
      paramLabel = "TIMES",
      description = "Let time pass so many times as fast. Default: 1.")
  @Nullable Double speed;

  @Option(
      names = "--seed",
      description = "Seed of the rendered scene: the same seed gives the same frames. Default: 1.")
  long seed = 1;

  @Option(
      names = "--start-time",
      paramLabel = "TIME",
      description =
          "Event time of the first frame. Default: " + DemoOptions.DEFAULT_START_TIME + ".")
  Instant startTime = Instant.parse(DemoOptions.DEFAULT_START_TIME);

  @Option(
      names = "--as-fast-as-possible",
      description = "Read without pauses instead of in real time.")
  boolean asFastAsPossible;

  @Option(names = "--json", description = "Print the summary as one JSON object on the last line.")
  boolean json;

  @Spec CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    if (camera != null && video == null && scene == DemoOptions.Scene.CITY) {
      throw new ParameterException(
          spec.commandLine(),
          "--camera: expected --video or --scene road beside it, found neither; the city has its"
              + " own");
    }
    if (speed != null && asFastAsPossible) {
      throw new ParameterException(
          spec.commandLine(), "expected either --speed or --as-fast-as-possible, not both");
    }
    DemoOptions options = options();
    Demo demo =
        new Demo(options, System.out, Boolean.getBoolean("gantry.terminal"), processStartNanos());
    Interruption.during(demo::run, demo::interrupt);
    return Main.DONE;
  }

  private DemoOptions options() {
    try {
      return new DemoOptions(
          Optional.ofNullable(video),
          Optional.ofNullable(camera),
          Optional.ofNullable(model),
          Optional.ofNullable(rules),
          Optional.ofNullable(duration),
          Optional.ofNullable(keep),
          port,
          scene,
          cameras,
          timeOfDay,
          seed,
          startTime,
          pace(),
          json);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--" + e.getMessage(), e);
    }
  }

  private Pace pace() {
    if (asFastAsPossible) {
      return Pace.UNPACED;
    }
    return speed == null ? Pace.REAL_TIME : Pace.times(speed);
  }

  /** When the process began, on the scale of {@link System#nanoTime()}. */
  private static long processStartNanos() {
    long age = System.currentTimeMillis() - ManagementFactory.getRuntimeMXBean().getStartTime();
    return System.nanoTime() - TimeUnit.MILLISECONDS.toNanos(age);
  }
}
