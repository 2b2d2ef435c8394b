package dev.gantry.bench.anomaly;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gantry.bench.data.DataFolder;
import dev.gantry.domain.anomaly.AnomalyDetector;
import dev.gantry.domain.anomaly.AnomalySettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
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
          + " beside it stands the score with the threshold that Gantry ships."
    },
    mixinStandardHelpOptions = true,
    footer = {"", "Example: gantry bench anomaly nab --dump results --json"})
public final class AnomalyCommand implements Callable<Integer> {

  @Parameters(
      paramLabel = "DIR",
      description = "Folder with data/<kind>/<name>.csv, windows.json and profiles.json.")
  Path folder = Path.of("");

  @Option(
      names = "--dump",
      paramLabel = "DIR",
      description = "Also write the score of each reading there, as the benchmark keeps results.")
  @Nullable Path dump;

  @Option(names = "--json", description = "Print one JSON object on the last line.")
  boolean json;

  @Override
  public Integer call() throws IOException {
    DataFolder.require(folder, "a directory of series");
    AnomalyBench bench = new AnomalyBench(folder);
    AnomalySettings settings = AnomalySettings.DEFAULT;
    List<ScoredSeries> scored =
        bench.run(
            () -> {
              AnomalyDetector detector = new AnomalyDetector(settings);
              return reading -> detector.judge(reading.atUs(), reading.value()).score();
            });
    if (dump != null) {
      ResultsWriter.write(dump, scored);
    }
    AnomalyResult result = bench.result(scored, AnomalySettings.ALARM_SCORE);
    System.out.println(json ? new ObjectMapper().writeValueAsString(result) : result.words());
    return 0;
  }
}
