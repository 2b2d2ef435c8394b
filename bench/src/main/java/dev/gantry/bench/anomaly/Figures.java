package dev.gantry.bench.anomaly;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** One figure for each profile. */
record Figures(
    @JsonProperty("standard") double standard,
    @JsonProperty("low_fp") double lowFp,
    @JsonProperty("low_fn") double lowFn) {

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
