package dev.gantry.bench.speed;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * How well speeds agree with the truth: absolute errors in km/h, over the valid cars that have a
 * track. What there is no car to tell of is absent.
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
    @JsonProperty("mean") @Nullable Double mean,
    @JsonProperty("median") @Nullable Double median,
    @JsonProperty("p95") @Nullable Double p95,
    @JsonProperty("worst") @Nullable Double worst,
    @JsonProperty("bias") @Nullable Double bias,
    @JsonProperty("recall") @Nullable Double recall,
    @JsonProperty("coverage95") @Nullable Double coverage95,
    @JsonProperty("width95") @Nullable Double width95) {

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
        mean(rows, row -> Math.abs(row.error())),
        percentile(errors, 0.5),
        percentile(errors, 0.95),
        percentile(errors, 1),
        percentile(signed, 0.5),
        validCars == 0 ? null : rounded((double) rows.size() / validCars),
        mean(rows, row -> row.covered() ? 1 : 0),
        mean(rows, row -> row.high95() - row.low95()));
  }

  private static @Nullable Double mean(List<SpeedRow> rows, ToDoubleFunction<SpeedRow> figure) {
    return rows.isEmpty()
        ? null
        : rounded(rows.stream().mapToDouble(figure).average().orElseThrow());
  }

  /** Between the two nearest, as NumPy has it. */
  private static @Nullable Double percentile(double[] sorted, double share) {
    if (sorted.length == 0) {
      return null;
    }
    double at = share * (sorted.length - 1);
    int below = (int) at;
    int above = Math.min(sorted.length - 1, below + 1);
    return rounded(sorted[below] + (at - below) * (sorted[above] - sorted[below]));
  }

  private static double rounded(double value) {
    return Math.round(value * 1e4) / 1e4;
  }

  String words() {
    return String.format(
        Locale.ROOT,
        "%-17s %6d %6s %6s %6s %6s %6s %6s %6s %6s",
        name,
        n,
        word("%.2f", mean),
        word("%.2f", median),
        word("%.2f", p95),
        word("%.2f", worst),
        word("%+.2f", bias),
        word("%.3f", recall),
        word("%.3f", coverage95),
        word("%.2f", width95));
  }

  private static String word(String format, @Nullable Double figure) {
    return figure == null ? "-" : String.format(Locale.ROOT, format, figure);
  }
}
