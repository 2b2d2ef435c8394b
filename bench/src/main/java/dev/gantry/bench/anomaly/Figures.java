package dev.gantry.bench.anomaly;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** One figure for each profile; one that does not exist is no finite number, and null in JSON. */
record Figures(
    @JsonProperty("standard") @JsonSerialize(using = FiniteOrNull.class) double standard,
    @JsonProperty("low_fp") @JsonSerialize(using = FiniteOrNull.class) double lowFp,
    @JsonProperty("low_fn") @JsonSerialize(using = FiniteOrNull.class) double lowFn) {

  /** A figure in words. */
  static String word(double figure) {
    return Double.isFinite(figure) ? String.format(Locale.ROOT, "%.2f", figure) : "-";
  }

  /** JSON knows no NaN. */
  static final class FiniteOrNull extends JsonSerializer<Double> {

    @Override
    public void serialize(Double figure, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      if (Double.isFinite(figure)) {
        out.writeNumber(figure);
      } else {
        out.writeNull();
      }
    }
  }

  /**
   * The figures of three profiles.
   *
   * @param profiles standard, few false alarms, few misses
   */
  static Figures of(List<NabProfile> profiles, ToDoubleFunction<NabProfile> figure) {
    return new Figures(
        figure.applyAsDouble(profiles.get(0)),
        figure.applyAsDouble(profiles.get(1)),
        figure.applyAsDouble(profiles.get(2)));
  }
}
