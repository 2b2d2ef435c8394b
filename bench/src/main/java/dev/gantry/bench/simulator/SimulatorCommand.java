package dev.gantry.bench.simulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gantry.ingest.city.CityScenario;
import java.time.LocalTime;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code gantry bench simulator}. */
@Command(
    name = "simulator",
    description = {
      "How much of the simulated city one core makes: boxes of generated detections, and rendered"
          + " pictures, 640x360, JPEG included.",
      "Figures are per second of the thread's processor time; no Kafka is involved."
    },
    mixinStandardHelpOptions = true,
    footer = {"", "Example: gantry bench simulator --json"})
public final class SimulatorCommand implements Callable<Integer> {

  @Spec CommandSpec spec;

  @Option(names = "--seed", description = "The city. Default: 1.")
  long seed = 1;

  @Option(names = "--cameras", description = "Cameras that generate detections. Default: 1000.")
  int cameras = 1000;

  @Option(names = "--seconds", description = "Processor time for each figure. Default: 10.")
  int seconds = 10;

  @Option(names = "--json", description = "Print one JSON object.")
  boolean json;

  @Override
  public Integer call() throws JsonProcessingException {
    int morning = LocalTime.of(8, 0).toSecondOfDay();
    int evening = LocalTime.of(22, 0).toSecondOfDay();
    if (seconds < 1) {
      throw new ParameterException(
          spec.commandLine(), "--seconds: expected 1 or more, found " + seconds);
    }
    CityScenario crowded = crowded(morning);
    var bench = new SimulatorBench(seconds);
    SimulatorResult result =
        new SimulatorResult(
            bench.boxes(crowded),
            bench.pictures(new CityScenario(seed, 4, 10, morning, false)),
            bench.pictures(new CityScenario(seed, 4, 10, evening, false)));
    System.out.println(json ? new ObjectMapper().writeValueAsString(result) : result.words());
    return 0;
  }

  private CityScenario crowded(int secondOfDay) {
    try {
      return new CityScenario(seed, cameras, 10, secondOfDay, true);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--" + e.getMessage(), e);
    }
  }
}
