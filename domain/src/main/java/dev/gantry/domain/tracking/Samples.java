package dev.gantry.domain.tracking;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A bounded series of mean positions. Each sample is the mean of the sightings within the spacing,
 * so that none is wasted. Values are kept as narrow as they are encoded.
 */
final class Samples {

  /** Event time is kept in ticks from the start, which lasts for 59 hours; then it starts anew. */
  private static final int TICK_US = 100;

  private static final int LAST_TICK = 1 << 30;

  private static final int FIRST_ROOM = 8;

  private final int capacity;
  private long startUs;
  private int spacingTicks;
  private int size;

  /** Tick of the first sighting of the newest sample. */
  private int openedTick;

  /** As long as there are samples, up to the capacity: most tracks end before it is needed. */
  private int[] ticks;

  private float[] xs;
  private float[] ys;
  private short[] counts;

  Samples(long startUs, int capacity, int spacingUs) {
    this(startUs, capacity, spacingUs, FIRST_ROOM);
  }

  private Samples(long startUs, int capacity, int spacingUs, int room) {
    this.startUs = startUs;
    this.capacity = capacity;
    this.spacingTicks = spacingUs / TICK_US;
    this.ticks = new int[room];
    this.xs = new float[room];
    this.ys = new float[room];
    this.counts = new short[room];
  }

  /** Adds a sighting; a full series loses its oldest sample. */
  void addDroppingOldest(long atUs, double x, double y) {
    int tick = tick(atUs);
    if (!opens(tick)) {
      mergeIntoNewest(tick, x, y);
      return;
    }
    if (size == capacity) {
      System.arraycopy(ticks, 1, ticks, 0, capacity - 1);
      System.arraycopy(xs, 1, xs, 0, capacity - 1);
      System.arraycopy(ys, 1, ys, 0, capacity - 1);
      System.arraycopy(counts, 1, counts, 0, capacity - 1);
      size--;
    }
    append(tick, x, y);
  }

  /** Adds a sighting; a full series merges neighbours and doubles its spacing. */
  void addMergingPairs(long atUs, double x, double y) {
    int tick = tick(atUs);
    if (!opens(tick)) {
      mergeIntoNewest(tick, x, y);
      return;
    }
    if (size == capacity) {
      for (int i = 0; i < capacity / 2; i++) {
        mergePair(2 * i, 2 * i + 1, i);
      }
      size = capacity / 2;
      int mean = Math.max(1, (ticks[size - 1] - ticks[0]) / (size - 1));
      spacingTicks = Math.max(2 * spacingTicks, mean);
      openedTick = ticks[size - 1];
    }
    if (opens(tick)) {
      append(tick, x, y);
    } else {
      mergeIntoNewest(tick, x, y);
    }
  }

  void clear() {
    size = 0;
  }

  int size() {
    return size;
  }

  /** Event time of a sample in seconds from the start of the series. */
  double seconds(int index) {
    return ticks[index] * (TICK_US / 1e6);
  }

  /** Event time of an instant in seconds from the start of the series. */
  double secondsAt(long atUs) {
    return (atUs - startUs) / 1e6;
  }

  double x(int index) {
    return xs[index];
  }

  double y(int index) {
    return ys[index];
  }

  /** Sightings in a sample, 1 or more. */
  int count(int index) {
    return counts[index];
  }

  private int tick(long atUs) {
    long tick = (atUs - startUs) / TICK_US;
    if (tick > LAST_TICK) {
      size = 0;
      startUs = atUs;
      return 0;
    }
    return (int) tick;
  }

  private boolean opens(int tick) {
    return size == 0 || tick - openedTick >= spacingTicks || counts[size - 1] == Short.MAX_VALUE;
  }

  private void append(int tick, double x, double y) {
    if (size == ticks.length) {
      grow();
    }
    openedTick = tick;
    ticks[size] = tick;
    xs[size] = (float) x;
    ys[size] = (float) y;
    counts[size] = 1;
    size++;
  }

  private void grow() {
    int room = Math.min(capacity, 2 * size);
    ticks = Arrays.copyOf(ticks, room);
    xs = Arrays.copyOf(xs, room);
    ys = Arrays.copyOf(ys, room);
    counts = Arrays.copyOf(counts, room);
  }

  private void mergeIntoNewest(int tick, double x, double y) {
    int i = size - 1;
    double share = 1.0 / ++counts[i];
    ticks[i] += (int) Math.round((tick - ticks[i]) * share);
    xs[i] += (float) ((x - xs[i]) * share);
    ys[i] += (float) ((y - ys[i]) * share);
  }

  private void mergePair(int a, int b, int into) {
    int total = counts[a] + counts[b];
    double share = (double) counts[b] / total;
    ticks[into] = ticks[a] + (int) Math.round((ticks[b] - ticks[a]) * share);
    xs[into] = (float) (xs[a] + (xs[b] - xs[a]) * share);
    ys[into] = (float) (ys[a] + (ys[b] - ys[a]) * share);
    counts[into] = (short) Math.min(total, Short.MAX_VALUE);
  }

  /** Whether these are the newest samples of another series, to the bit. */
  boolean areLastOf(Samples other) {
    int at = other.size - size;
    if (at < 0 || startUs != other.startUs || openedTick != other.openedTick) {
      return false;
    }
    return Arrays.equals(ticks, 0, size, other.ticks, at, other.size)
        && Arrays.equals(xs, 0, size, other.xs, at, other.size)
        && Arrays.equals(ys, 0, size, other.ys, at, other.size)
        && Arrays.equals(counts, 0, size, other.counts, at, other.size);
  }

  /** A series of the newest samples of this one. */
  Samples last(int number, int newCapacity, int spacingUs) {
    Samples last = new Samples(startUs, newCapacity, spacingUs, Math.max(number, FIRST_ROOM));
    last.openedTick = openedTick;
    last.size = number;
    System.arraycopy(ticks, size - number, last.ticks, 0, number);
    System.arraycopy(xs, size - number, last.xs, 0, number);
    System.arraycopy(ys, size - number, last.ys, 0, number);
    System.arraycopy(counts, size - number, last.counts, 0, number);
    return last;
  }

  void write(StateWriter to) {
    to.put(startUs).putSmall(spacingTicks).putSmall(openedTick).put((byte) size);
    int before = 0;
    for (int i = 0; i < size; i++) {
      to.putSmall(ticks[i] - before).put(xs[i]).put(ys[i]).putSmall(counts[i]);
      before = ticks[i];
    }
  }

  static Samples read(ByteBuffer from, int capacity) {
    long startUs = from.getLong();
    int spacingTicks = StateWriter.readSmall(from);
    int openedTick = StateWriter.readSmall(from);
    int size = from.get();
    Samples samples = new Samples(startUs, capacity, 0, Math.max(size, FIRST_ROOM));
    samples.spacingTicks = spacingTicks;
    samples.openedTick = openedTick;
    samples.size = size;
    int before = 0;
    for (int i = 0; i < samples.size; i++) {
      samples.ticks[i] = before + StateWriter.readSmall(from);
      samples.xs[i] = from.getFloat();
      samples.ys[i] = from.getFloat();
      samples.counts[i] = (short) StateWriter.readSmall(from);
      before = samples.ticks[i];
    }
    return samples;
  }
}
