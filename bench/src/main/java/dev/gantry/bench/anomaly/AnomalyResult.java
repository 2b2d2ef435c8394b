package dev.gantry.bench.anomaly;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What the detector scored; all figures by profile.
 *
 * @param series series that were scored
 * @param windows anomalies marked in them
 * @param leftOut series with windows of which there is no file
 * @param overall as the benchmark counts, to be compared with published figures: for each profile
 *     the one threshold for all series that serves it best, 0 for silence, 100 for perfection
 * @param thresholds those thresholds
 * @param shipped the same with the detector's own threshold, which no truth was needed to choose
 * @param shippedThreshold that threshold
 * @param files each series, not normalised: 1 is about the most for each of its windows
 * @param baselines as {@code overall}, for simpler methods over the same series
 */
record AnomalyResult(
    @JsonProperty("series") int series,
    @JsonProperty("windows") int windows,
    @JsonProperty("left_out") List<String> leftOut,
    @JsonProperty("overall") Figures overall,
    @JsonProperty("thresholds") Figures thresholds,
    @JsonProperty("at_shipped_threshold") Figures shipped,
    @JsonProperty("shipped_threshold") double shippedThreshold,
    @JsonProperty("files") List<File> files,
    @JsonProperty("baselines") Map<String, Figures> baselines) {

  /**
   * One series, scored with the thresholds of {@code overall}.
   *
   * @param windows anomalies marked in it
   */
  record File(
      @JsonProperty("name") String name,
      @JsonProperty("windows") int windows,
      @JsonProperty("standard") double standard,
      @JsonProperty("low_fp") double lowFp,
      @JsonProperty("low_fn") double lowFn) {}

  String words() {
    StringBuilder text = new StringBuilder();
    for (File file : files) {
      text.append(
          line(
              "%-58s %d windows %7.2f %7.2f %7.2f",
              file.name, file.windows, file.standard, file.lowFp, file.lowFn));
    }
    text.append(line("%d series, %d windows%s", series, windows, leftOutWords()));
    text.append(line("%-68s %7s %7s %7s", "", "std", "low FP", "low FN"));
    text.append(row("Gantry, best threshold of each profile", overall));
    text.append(row("Gantry, shipped threshold " + shippedThreshold, shipped));
    baselines.forEach((name, scores) -> text.append(row(name + ", best thresholds", scores)));
    return text.toString().stripTrailing();
  }

  private static String row(String name, Figures scores) {
    return line(
        "%-68s %7s %7s %7s",
        name,
        Figures.word(scores.standard()),
        Figures.word(scores.lowFp()),
        Figures.word(scores.lowFn()));
  }

  private String leftOutWords() {
    return leftOut.isEmpty()
        ? ""
        : "; left out, because there is no file: " + String.join(", ", leftOut);
  }

  private static String line(String format, Object... values) {
    return String.format(Locale.ROOT, format, values) + System.lineSeparator();
  }
}
