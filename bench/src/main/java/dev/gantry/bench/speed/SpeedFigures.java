package dev.gantry.bench.speed;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Locale;

/**
 * How well speeds agree with the truth: absolute errors in km/h, over the valid cars that have a
 * track.
 *
 * @param name of the recording, or {@code overall}
 * @param n cars measured
 * @param mean mean
 * @param median median
 * @param p95 95th percentile
 * @param worst largest
 * @param bias median of the signed errors
 * @param recall share of the valid cars that were measured
 * @param coverage95 share of the truths inside their 95 % interval
 * @param width95 mean width of that interval, km/h
 */
record SpeedFigures(
    @JsonProperty("name") String name,
    @JsonProperty("n") int n,
    @JsonProperty("mean") double mean,
    @JsonProperty("median") double median,
    @JsonProperty("p95") double p95,
    @JsonProperty("worst") double worst,
    @JsonProperty("bias") double bias,
    @JsonProperty("recall") double recall,
    @JsonProperty("coverage95") double coverage95,
    @JsonProperty("width95") double width95) {

  static final String HEADER =
      String.format(
          Locale.ROOT,
          "%-17s %6s %6s %6s %6s %6s %6s %6s %6s %6s",
          "",
          "n",
          "mean",
          "median",
          "p95",
          "worst",
          "bias",
          "recall",
          "cov95",
          "width");

  static SpeedFigures of(String name, List<SpeedRow> rows, int validCars) {
    double[] errors = rows.stream().mapToDouble(row -> Math.abs(row.error())).sorted().toArray();
    double[] signed = rows.stream().mapToDouble(SpeedRow::error).sorted().toArray();
    return new SpeedFigures(
        name,
        rows.size(),
        rounded(rows.stream().mapToDouble(row -> Math.abs(row.error())).average().orElse(0)),
        rounded(percentile(errors, 0.5)),
        rounded(percentile(errors, 0.95)),
        rounded(percentile(errors, 1)),
        rounded(percentile(signed, 0.5)),
        rounded((double) rows.size() / Math.max(1, validCars)),
        rounded(
            (double) rows.stream().filter(SpeedRow::covered).count() / Math.max(1, rows.size())),
        rounded(rows.stream().mapToDouble(row -> row.high95() - row.low95()).average().orElse(0)));
  }

  /** Between the two nearest, as NumPy has it. */
  private static double percentile(double[] sorted, double share) {
    if (sorted.length == 0) {
      return 0;
    }
    double at = share * (sorted.length - 1);
    int below = (int) at;
    int above = Math.min(sorted.length - 1, below + 1);
    return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
  }

  private static double rounded(double value) {
    return Math.round(value * 1e4) / 1e4;
  }

  String words() {
    return String.format(
        Locale.ROOT,
        "%-17s %6d %6.2f %6.2f %6.2f %6.2f %+6.2f %6.3f %6.3f %6.2f",
        name,
        n,
        mean,
        median,
        p95,
        worst,
        bias,
        recall,
        coverage95,
        width95);
  }
}
