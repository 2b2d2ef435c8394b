package dev.gantry.bench.figures;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** Medians. */
public final class Medians {

  private Medians() {}

  /**
   * The median; the mean of the two in the middle where there are as many above as below.
   *
   * @param of one or more
   */
  public static <T> double median(List<T> of, ToDoubleFunction<T> value) {
    double[] sorted = of.stream().mapToDouble(value).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
