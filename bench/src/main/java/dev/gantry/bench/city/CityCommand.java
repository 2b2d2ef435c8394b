package dev.gantry.bench.city;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gantry.detectors.DetectorSettings;
import dev.gantry.detectors.Detectors;
import dev.gantry.domain.detection.DetectorFactory;
import dev.gantry.ingest.city.CityScenario;
import dev.gantry.ingest.city.truth.CityScore;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code gantry bench city}. */
@Command(
    name = "city",
    description = {
      "How well the simulated city is understood, by its truth: incidents found and alerts right,"
          + " kind by kind, and true speeds within the intervals stated for them.",
      "Detections are generated, or found in rendered pictures (--pictures), and go through the"
          + " production topologies without a broker; the rules are the demo's."
    },
    mixinStandardHelpOptions = true,
    footer = {"", "Example: gantry bench city --seeds 21,22,23 --hours 1 --json"})
public final class CityCommand implements Callable<Integer> {

  private static final int SECONDS_AN_HOUR = 3600;

  @Spec CommandSpec spec;

  @Option(names = "--seeds", split = ",", description = "The cities. Default: 21.")
  List<Long> seeds = List.of(21L);

  @Option(names = "--hours", description = "Time that passes in each city. Default: 1.")
  double hours = 1;

  @Option(names = "--cameras", description = "Cameras of each city. Default: 4.")
  int cameras = 4;

  @Option(names = "--fps", description = "Frames a second of each camera. Default: 10.")
  int fps = 10;

  @Option(names = "--time-of-day", description = "Local time of the first frame. Default: 08:00.")
  LocalTime timeOfDay = LocalTime.of(8, 0);

  @Option(
      names = "--pictures",
      description = {
        "Render what the cameras see, and let VISION find what moves in it, as the demo does: a"
            + " hundred times the work."
      })
  boolean pictures;

  @Option(names = "--json", description = "Print one JSON object.")
  boolean json;

  @Override
  public Integer call() throws JsonProcessingException {
    long frames = Math.round(hours * SECONDS_AN_HOUR * fps);
    if (frames < 1) {
      throw new ParameterException(
          spec.commandLine(), "--hours: expected a frame or more, found " + hours);
    }
    Optional<DetectorFactory> detectors =
        pictures ? Optional.of(new Detectors(DetectorSettings.defaults())) : Optional.empty();
    CityScore pooled = null;
    for (long seed : seeds) {
      CityScore score = new CityBench(scenario(seed), frames, detectors).run();
      (json ? System.err : System.out).printf("Seed %d. %s%n", seed, CityResult.of(score).words());
      pooled = pooled == null ? score : pooled.plus(score);
    }
    if (pooled == null) {
      throw new ParameterException(spec.commandLine(), "--seeds: expected one or more, found none");
    }
    CityResult result = CityResult.of(pooled);
    System.out.println(
        json ? new ObjectMapper().writeValueAsString(result) : "All. " + result.words());
    return 0;
  }

  private CityScenario scenario(long seed) {
    try {
      return new CityScenario(seed, cameras, fps, timeOfDay.toSecondOfDay(), true);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--" + e.getMessage(), e);
    }
  }
}
