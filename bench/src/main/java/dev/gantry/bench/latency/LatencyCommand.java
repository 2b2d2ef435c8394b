package dev.gantry.bench.latency;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code gantry bench latency}. */
@Command(
    name = "latency",
    description = {
      "From a detection record written to its alert record readable with read_committed,",
      "through TRACKING, MATCH and ALERTING, all exactly-once, on an embedded broker in this process."
    },
    mixinStandardHelpOptions = true,
    footer = {"", "Example: gantry bench latency --rate 1000 --json"})
public final class LatencyCommand implements Callable<Integer> {

  @Option(names = "--rate", description = "Detection records a second. Default: 1000.")
  int rate = 1000;

  @Option(names = "--cameras", description = "Cameras they come from. Default: 100.")
  int cameras = 100;

  @Option(names = "--warmup", description = "Seconds before measuring. Default: 20.")
  int warmupSeconds = 20;

  @Option(names = "--seconds", description = "Seconds to measure. Default: 30.")
  int seconds = 30;

  @Option(
      names = "--everything",
      description = "Run VISION, TRAFFIC and the API beside them in the same process.")
  boolean everything;

  @Option(names = "--json", description = "Print one JSON object on the last line.")
  boolean json;

  @Override
  public Integer call() throws InterruptedException, JsonProcessingException {
    LatencyBench.Load load =
        new LatencyBench.Load(
            rate,
            cameras,
            Duration.ofSeconds(warmupSeconds),
            Duration.ofSeconds(seconds),
            everything);
    PrintStream out = System.out;
    LatencyResult result = new LatencyBench(load, words -> out.println(words)).run();
    out.println(json ? new ObjectMapper().writeValueAsString(result) : result.words());
    return 0;
  }
}
