package dev.gantry.domain.anomaly;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * Where the readings of a series lay in the long run: every n-th reading, n doubling each time the
 * sample is full, up to the stride at which it spans the memory; from then on the oldest goes.
 */
final class LongTerm {

  /** Readings kept. */
  static final int CAPACITY = 128;

  private final double[] sample = new double[CAPACITY];
  private int next;
  private int size;
  private int stride = 1;
  private int skipped;
  private double median;

  /** Their median. */
  double median() {
    return median;
  }

  /** Share of them that were exactly this, 0 to 1. */
  double share(double value) {
    int same = 0;
    for (int i = 0; i < size; i++) {
      same += sample[i] == value ? 1 : 0;
    }
    return size == 0 ? 0 : (double) same / size;
  }

  void add(double value, int memoryReadings) {
    skipped++;
    if (skipped < stride) {
      return;
    }
    skipped = 0;
    if (size == CAPACITY && 2 * stride * CAPACITY <= memoryReadings) {
      thin();
    }
    sample[next] = value;
    next = (next + 1) % CAPACITY;
    size = Math.min(size + 1, CAPACITY);
    measure();
  }

  private void thin() {
    for (int i = 0; i < CAPACITY / 2; i++) {
      sample[i] = sample[2 * i];
    }
    size = CAPACITY / 2;
    next = size;
    stride *= 2;
  }

  private void measure() {
    double[] sorted = Arrays.copyOf(sample, size);
    Arrays.sort(sorted);
    median = Quantiles.of(sorted, .5);
  }

  void write(DataOutput out) throws IOException {
    out.writeInt(stride);
    out.writeInt(skipped);
    out.writeByte(next);
    out.writeShort(size);
    for (int i = 0; i < size; i++) {
      out.writeDouble(sample[i]);
    }
  }

  static LongTerm read(DataInput in) throws IOException {
    LongTerm longTerm = new LongTerm();
    longTerm.stride = in.readInt();
    longTerm.skipped = in.readInt();
    longTerm.next = in.readByte();
    longTerm.size = in.readShort();
    for (int i = 0; i < longTerm.size; i++) {
      longTerm.sample[i] = in.readDouble();
    }
    if (longTerm.size > 0) {
      longTerm.measure();
    }
    return longTerm;
  }
}
