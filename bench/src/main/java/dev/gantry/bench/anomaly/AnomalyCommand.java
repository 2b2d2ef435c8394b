package dev.gantry.bench.anomaly;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gantry.app.CommandFailedException;
import dev.gantry.bench.data.DataFolder;
import dev.gantry.domain.anomaly.AnomalyDetector;
import dev.gantry.domain.anomaly.AnomalySettings;
import dev.gantry.testkit.OfflineRole;
import dev.gantry.topologies.config.TopologiesConfig;
import dev.gantry.topologies.runtime.Role;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code gantry bench anomaly}. */
@Command(
    name = "anomaly",
    description = {
      "How well anomalies are found in the series of the Numenta Anomaly Benchmark: each series is read once, in"
          + " order, with the settings that Gantry ships, the same for all.",
      "The headline takes for each profile the one threshold that serves all series best, as the benchmark does;"
          + " beside it stands the score with the threshold that Gantry ships.",
      "Or, with --city, in the readings of the simulated city: which of its incidents the alerts of the shipped rule"
          + " tell of."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Example: gantry bench anomaly nab --dump results --json",
      "Example: gantry bench anomaly --city 24"
    })
public final class AnomalyCommand implements Callable<Integer> {

  @Parameters(
      paramLabel = "DIR",
      arity = "0..1",
      description = "Folder with data/<kind>/<name>.csv, windows.json and profiles.json.")
  @Nullable Path folder;

  @Option(
      names = "--dump",
      paramLabel = "DIR",
      description = "Also write the score of each reading there, as the benchmark keeps results.")
  @Nullable Path dump;

  @Option(
      names = "--topology",
      description =
          "Give the readings as records to the topology TRAFFIC, and take the scores from anomalies;"
              + " what it does not tell of there scores 0.")
  boolean topology;

  @Option(
      names = "--city",
      paramLabel = "HOURS",
      description =
          "In place of DIR: so many hours of a simulated city of four cameras, its readings through"
              + " TRAFFIC, MATCH and ALERTING.")
  int hours;

  @Option(names = "--seed", description = "Which city. Default: 1.")
  long seed = 1;

  @Option(names = "--json", description = "Print one JSON object.")
  boolean json;

  @Override
  public Integer call() throws IOException {
    if ((folder == null) == (hours < 1)) {
      throw new CommandFailedException(
          "bench anomaly: expected either DIR or --city with 1 hour or more, found %s and %d hours"
              .formatted(folder == null ? "no DIR" : folder, hours));
    }
    return folder == null ? city() : corpus(folder);
  }

  private int city() throws IOException {
    CityAnomalyResult result = new CityAnomalyBench(seed).run(Duration.ofHours(hours));
    System.out.println(json ? new ObjectMapper().writeValueAsString(result) : result.words());
    return 0;
  }

  private int corpus(Path corpus) throws IOException {
    DataFolder.require(corpus, "a directory of series");
    AnomalyBench bench = new AnomalyBench(corpus);
    List<ScoredSeries> scored = topology ? throughTopology(bench) : alone(bench);
    if (dump != null) {
      ResultsWriter.write(dump, scored);
    }
    AnomalyResult result = bench.result(scored, AnomalySettings.ALARM_SCORE);
    System.out.println(json ? new ObjectMapper().writeValueAsString(result) : result.words());
    return 0;
  }

  private static List<ScoredSeries> alone(AnomalyBench bench) {
    return bench.run(
        () -> {
          AnomalyDetector detector = new AnomalyDetector(AnomalySettings.DEFAULT);
          return reading -> detector.judge(reading.atUs(), reading.value()).score();
        });
  }

  private static List<ScoredSeries> throughTopology(AnomalyBench bench) {
    AtomicInteger series = new AtomicInteger();
    try (OfflineRole traffic =
        OfflineRole.alone(Role.TRAFFIC, List.of(), TopologiesConfig.DEFAULT)) {
      return bench.run(() -> new TopologyMethod(traffic, "nab:" + series.incrementAndGet()));
    }
  }
}
