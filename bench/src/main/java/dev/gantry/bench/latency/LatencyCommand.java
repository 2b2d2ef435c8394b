package dev.gantry.bench.latency;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code gantry bench latency}. */
@Command(
    name = "latency",
    description = {
      "From a detection record written to its results readable with read_committed, exactly-once, on an embedded broker"
          + " in this process: to its alert, through TRACKING, MATCH and ALERTING; and to its track, through TRACKING"
          + " alone, beside a bare loop of a consumer and a transactional producer with the same settings, in turns.",
      "Says what did not keep pace with the rate: then latencies are those of a queue."
    },
    mixinStandardHelpOptions = true,
    footer = {"", "Example: gantry bench latency --rate 1000 --json"})
public final class LatencyCommand implements Callable<Integer> {

  @Option(names = "--rate", description = "Detection records a second to alerts. Default: 1000.")
  int rate = 1000;

  @Option(
      names = "--cameras",
      description = "Cameras they come from. Default: one for each 10 records a second.")
  @Nullable Integer cameras;

  @Option(
      names = "--track-rate",
      description = "Detection records a second to tracks, 10 from each camera. Default: 10000.")
  int trackRate = 10_000;

  @Option(
      names = "--rounds",
      description = "Rounds of tracks and bare loop; medians are told. 0 for none. Default: 3.")
  int rounds = 3;

  @Option(names = "--warmup", description = "Seconds before measuring, each time. Default: 20.")
  int warmupSeconds = 20;

  @Option(names = "--seconds", description = "Seconds to measure, each time. Default: 30.")
  int seconds = 30;

  @Option(names = "--no-alerts", description = "Leave the way to alerts out.")
  boolean withoutAlerts;

  @Option(
      names = "--everything",
      description = "Run VISION, TRAFFIC and the API beside the way to alerts in the same process.")
  boolean everything;

  @Option(names = "--json", description = "Print one JSON object.")
  boolean json;

  @Override
  public Integer call() throws InterruptedException, JsonProcessingException {
    Load alerts = load(rate, cameras == null ? Load.camerasFor(rate) : cameras);
    LatencyBench.Plan plan =
        new LatencyBench.Plan(
            withoutAlerts ? Optional.empty() : Optional.of(alerts),
            everything,
            load(trackRate, Load.camerasFor(trackRate)),
            rounds);
    LatencyResult result = new LatencyBench(plan, System.err::println).run();
    System.out.println(json ? new ObjectMapper().writeValueAsString(result) : result.words());
    return 0;
  }

  private Load load(int recordsPerSecond, int from) {
    return new Load(
        recordsPerSecond, from, Duration.ofSeconds(warmupSeconds), Duration.ofSeconds(seconds));
  }
}
