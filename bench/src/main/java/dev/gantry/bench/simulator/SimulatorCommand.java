package dev.gantry.bench.simulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gantry.ingest.city.CityScenario;
import java.time.LocalTime;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
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
      "Figures are per second of the thread's processor time; no Kafka is involved. With --kafka:"
          + " whether one process sends the detections of all cameras in real time to a broker"
          + " beside it."
    },
    mixinStandardHelpOptions = true,
    footer = {"", "Example: gantry bench simulator --json"})
public final class SimulatorCommand implements Callable<Integer> {

  private static final int MORNING = CityScenario.DEFAULT_SECOND_OF_DAY;

  @Spec CommandSpec spec;

  @Option(names = "--seed", description = "The city. Default: 1.")
  long seed = 1;

  @Option(names = "--cameras", description = "Cameras that generate detections. Default: 1000.")
  int cameras = 1000;

  @Option(names = "--fps", description = "Frames a second of each of them. Default: 10.")
  int fps = 10;

  @Option(
      names = "--kafka",
      description = "Send to an embedded broker, in real time, and say what comes late.")
  boolean kafka;

  @Option(
      names = "--seconds",
      description = "Processor time for each figure, default 10; with --kafka time, default 30.")
  @Nullable Integer seconds;

  @Option(names = "--json", description = "Print one JSON object.")
  boolean json;

  @Override
  public Integer call() throws JsonProcessingException, InterruptedException {
    if (seconds != null && seconds < 1) {
      throw new ParameterException(
          spec.commandLine(), "--seconds: expected 1 or more, found " + seconds);
    }
    CityScenario crowded = crowded();
    if (kafka) {
      KafkaLoadResult result = KafkaLoad.run(crowded, seconds == null ? 30 : seconds);
      print(result, result.words());
    } else {
      SimulatorResult result = made(crowded, seconds == null ? 10 : seconds);
      print(result, result.words());
    }
    return 0;
  }

  private SimulatorResult made(CityScenario crowded, int cpuSeconds) {
    int evening = LocalTime.of(22, 0).toSecondOfDay();
    var bench = new SimulatorBench(cpuSeconds);
    return new SimulatorResult(
        bench.boxes(crowded),
        bench.pictures(new CityScenario(seed, 4, 10, MORNING, false)),
        bench.pictures(new CityScenario(seed, 4, 10, evening, false)));
  }

  private void print(Object result, String words) throws JsonProcessingException {
    System.out.println(json ? new ObjectMapper().writeValueAsString(result) : words);
  }

  private CityScenario crowded() {
    try {
      return new CityScenario(seed, cameras, fps, MORNING, true);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--" + e.getMessage(), e);
    }
  }
}
