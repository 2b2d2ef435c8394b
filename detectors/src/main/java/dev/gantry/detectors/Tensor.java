package dev.gantry.detectors;

import java.util.Arrays;

/**
 * One output of a model. A class, not a record, since it holds arrays; nobody changes them.
 *
 * <p>{@code values} lie in row-major order, the last dimension fastest.
 */
final class Tensor {

  final float[] values;
  final long[] shape;

  Tensor(float[] values, long... shape) {
    this.values = values;
    this.shape = shape;
  }

  /** Size of a dimension. */
  int size(int dimension) {
    return Math.toIntExact(shape[dimension]);
  }

  int dimensions() {
    return shape.length;
  }

  /** The shape, such as {@code [1, 3549, 85]}. */
  @Override
  public String toString() {
    return Arrays.toString(shape);
  }
}
