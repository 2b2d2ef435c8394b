package dev.gantry.bench.traffic;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gantry.app.CommandFailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code gantry bench traffic}. */
@Command(
    name = "traffic",
    description = {
      "How many detection records a second become tracks and windows, exactly-once: TRACKING and TRAFFIC as shipped,"
          + " beside a bare consumer that decodes the same topic, and Apache Flink doing the same with the same"
          + " functions, state on its heap and in RocksDB.",
      "Each runs alone in a process of its own and drains a topic that was filled before. What comes of it is held"
          + " against what should; the command fails when anything is missing, doubled or different.",
      "Then the same records from 10 cameras and from 10,000."
    },
    mixinStandardHelpOptions = true,
    footer = {"", "Example: gantry bench traffic --json"})
public final class TrafficCommand implements Callable<Integer> {

  /** So that windows of a minute are closed on the way. */
  private static final int LEAST_SECONDS = 90;

  @Option(names = "--seed", description = "Decides the city. Default: 1.")
  long seed = 1;

  @Option(names = "--cameras", description = "Cameras of the city, 10 frames/s each. Default: 100.")
  int cameras = 100;

  @Option(
      names = "--seconds",
      description = "Seconds of the city's time, 90 or more. Default: 1800.")
  int seconds = 1800;

  @Option(names = "--rounds", description = "Rounds; medians are told. Default: 3.")
  int rounds = 3;

  @Option(
      names = "--threads",
      description = "Gantry's threads for TRACKING, 1 to 4; TRAFFIC has one. Default: 2.")
  int threads = 2;

  @Option(names = "--parallelism", description = "Flink's tasks of each kind, 1 to 4. Default: 2.")
  int parallelism = 2;

  @Option(names = "--heap", description = "Heap of each process, MiB. Default: 1024.")
  int heapMegabytes = 1024;

  @Option(
      names = "--no-scaling",
      description = "Leave the comparison of 10 cameras with 10,000 out.")
  boolean withoutScaling;

  @Option(
      names = "--profile",
      paramLabel = "DIR",
      description = "Leave a flight recording of each process there. It costs a few percent.")
  @Nullable Path profiles;

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      description = "Directory for loads and logs, kept. Default: a temporary one.")
  @Nullable Path dir;

  @Option(names = "--json", description = "Print one JSON object.")
  boolean json;

  @Override
  public Integer call() throws IOException, InterruptedException {
    require("--cameras", cameras, 1, 10_000);
    require("--seconds", seconds, LEAST_SECONDS, 86_400);
    require("--rounds", rounds, 1, 100);
    require("--threads", threads, 1, Stage.PARTITIONS);
    require("--parallelism", parallelism, 1, Stage.PARTITIONS);
    require("--heap", heapMegabytes, 256, 65_536);
    Path data =
        dir == null ? Files.createTempDirectory("gantry-traffic-") : Files.createDirectories(dir);
    Path profile = profiles == null ? null : Files.createDirectories(profiles).toAbsolutePath();
    Trial.Terms terms =
        new Trial.Terms(threads, parallelism, heapMegabytes, Optional.ofNullable(profile));
    TrafficBench.Plan plan = new TrafficBench.Plan(seed, cameras, seconds, rounds, !withoutScaling);
    TrafficResult result = new TrafficBench(plan, terms, data, System.err::println).run();
    System.out.println(json ? new ObjectMapper().writeValueAsString(result) : result.words());
    return 0;
  }

  private static void require(String option, int value, int from, int to) {
    if (value < from || value > to) {
      throw new CommandFailedException(
          "%s: expected %d to %d, found %d".formatted(option, from, to, value));
    }
  }
}
