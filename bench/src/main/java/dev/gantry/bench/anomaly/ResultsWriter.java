package dev.gantry.bench.anomaly;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Writes what was made of each series as the benchmark keeps results, {@code
 * gantry/<kind>/gantry_<name>.csv}, for somebody else's scorer.
 */
final class ResultsWriter {

  private static final String DETECTOR = "gantry";

  private ResultsWriter() {}

  /** Writes one file a series below a folder, which need not be there yet. */
  static void write(Path folder, List<ScoredSeries> scored) throws IOException {
    for (ScoredSeries one : scored) {
      Path name = Path.of(one.series().name());
      Path file =
          folder
              .resolve(DETECTOR)
              .resolve(name)
              .resolveSibling(DETECTOR + "_" + name.getFileName());
      Files.createDirectories(file.toAbsolutePath().getParent());
      try (BufferedWriter out = Files.newBufferedWriter(file)) {
        write(out, one);
      }
    }
  }

  private static void write(BufferedWriter out, ScoredSeries scored) throws IOException {
    out.write("timestamp,value,anomaly_score,label\n");
    List<NabSeries.Reading> readings = scored.series().readings();
    for (int i = 0; i < readings.size(); i++) {
      NabSeries.Reading reading = readings.get(i);
      int index = i;
      boolean marked =
          scored.series().windows().stream()
              .anyMatch(window -> window.first() <= index && index <= window.last());
      out.write(reading.timestamp() + "," + reading.value() + "," + scored.scores().get(i));
      out.write(marked ? ",1\n" : ",0\n");
    }
  }
}
