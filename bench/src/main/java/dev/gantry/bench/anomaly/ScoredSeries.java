package dev.gantry.bench.anomaly;

import java.util.List;

/**
 * A series and what a detector made of it.
 *
 * @param scores how unusual each reading is, 0 to 1; one for each reading
 */
record ScoredSeries(NabSeries series, List<Double> scores) {

  ScoredSeries {
    scores = List.copyOf(scores);
    if (scores.size() != series.readings().size()) {
      throw new IllegalArgumentException(
          series.name()
              + ": expected one score for each of "
              + series.readings().size()
              + " readings, found "
              + scores.size());
    }
  }
}
