package dev.gantry.domain.anomaly;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/** The latest readings of a series, newest first by index. */
final class Recent {

  /** Readings kept. */
  static final int CAPACITY = 64;

  private final double[] values = new double[CAPACITY];
  private int next;
  private int size;

  int size() {
    return size;
  }

  void add(double value) {
    values[next] = value;
    next = (next + 1) % CAPACITY;
    size = Math.min(size + 1, CAPACITY);
  }

  void clear() {
    next = 0;
    size = 0;
  }

  /** The reading {@code back} steps before the newest, which is 0. */
  double get(int back) {
    return values[Math.floorMod(next - 1 - back, CAPACITY)];
  }

  /** Mean of the newest {@code count}. */
  double mean(int count) {
    double sum = 0;
    for (int i = 0; i < count; i++) {
      sum += get(i);
    }
    return sum / count;
  }

  /** Median of the newest {@code count}; of an even number the mean of the middle two. */
  double median(int count) {
    return Quantiles.of(newest(count), .5);
  }

  /** Mean distance of the newest {@code count} from their mean. */
  double scatter(int count) {
    double mean = mean(count);
    double sum = 0;
    for (int i = 0; i < count; i++) {
      sum += Math.abs(get(i) - mean);
    }
    return sum / count;
  }

  private double[] newest(int count) {
    double[] sorted = new double[count];
    for (int i = 0; i < count; i++) {
      sorted[i] = get(i);
    }
    Arrays.sort(sorted);
    return sorted;
  }

  void write(DataOutput out) throws IOException {
    out.writeByte(size);
    for (int i = size - 1; i >= 0; i--) {
      out.writeDouble(get(i));
    }
  }

  static Recent read(DataInput in) throws IOException {
    Recent recent = new Recent();
    int size = in.readByte();
    for (int i = 0; i < size; i++) {
      recent.add(in.readDouble());
    }
    return recent;
  }
}
