package dev.gantry.bench.anomaly;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The benchmark's own baseline: how far a reading lies in the tail of the normal distribution of up
 * to 6,400 readings before it; a full window moves on by 100.
 */
final class WindowedGaussian implements SeriesMethod {

  private static final int WINDOW = 6_400;
  private static final int STEP = 100;
  private static final double SMALLEST_DEVIATION = 1e-6;

  private final Deque<Double> window = new ArrayDeque<>();
  private final List<Double> waiting = new ArrayList<>();
  private double mean;
  private double squares;
  private double deviation = 1;

  @Override
  public double score(NabSeries.Reading reading) {
    double value = reading.value();
    double score = window.isEmpty() ? 0 : 1 - Gaussian.beyond(Math.abs(value - mean) / deviation);
    add(value);
    return score;
  }

  private void add(double value) {
    if (window.size() < WINDOW) {
      window.add(value);
      double offset = value - mean;
      mean += offset / window.size();
      squares += offset * (value - mean);
    } else {
      waiting.add(value);
      if (waiting.size() < STEP) {
        return;
      }
      waiting.forEach(newest -> window.removeFirst());
      window.addAll(waiting);
      waiting.clear();
      mean = window.stream().mapToDouble(Double::doubleValue).average().orElse(0);
      squares = window.stream().mapToDouble(x -> (x - mean) * (x - mean)).sum();
    }
    deviation = Math.max(SMALLEST_DEVIATION, Math.sqrt(squares / window.size()));
  }
}
