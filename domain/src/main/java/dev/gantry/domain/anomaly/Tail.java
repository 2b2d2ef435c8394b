package dev.gantry.domain.anomaly;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * How rare large values of a statistic are, learnt from the largest that were seen. The statistic
 * is cut into blocks of {@value #BLOCK} readings; the {@value #PEAKS} highest block maxima within
 * the memory are kept, and beyond the lowest of them a power law is fitted to the others (B. M.
 * Hill, "A simple general approach to inference about the tail of a distribution", Annals of
 * Statistics 3, 1975). It knows ratios only, so that a factor changes nothing.
 */
final class Tail {

  /** Block maxima kept. */
  static final int PEAKS = 12;

  /** Readings a block: what stands out stays for a few, and counts once. */
  static final int BLOCK = 12;

  /** Tail index of a statistic of which nothing is known, and how many peaks that guess weighs. */
  private static final double PRIOR_INDEX = .18;

  private static final double PRIOR_WEIGHT = 20;

  /** Peaks from which a tail shows how heavy it is. */
  private static final int MIN_PEAKS = 4;

  /** Lowest tail index: a hair above a limit that was never passed is no sensation. */
  private static final double MIN_INDEX = .15;

  /**
   * Blocks for which a statistic was watched before any of its values is rare: a season is known
   * before it is known how often it fails.
   */
  private static final int MIN_BLOCKS = 24;

  /** Readings before which no value is rare. */
  static final int MIN_READINGS = MIN_BLOCKS * BLOCK;

  /** Descending. */
  private final double[] peaks = new double[PEAKS];

  private final int[] blockOfPeak = new int[PEAKS];
  private final double usual;
  private int size;
  private int blocks;
  private int inBlock;
  private double blockMax;

  /**
   * Of a statistic of which nothing was seen yet.
   *
   * @param usual values up to this are usual in any series, and not learnt; 0 or more
   */
  Tail(double usual) {
    this.usual = usual;
  }

  /**
   * How many readings lie on average between values as large as this one.
   *
   * @param value the statistic
   * @param memory readings after which peaks are forgotten
   */
  double period(double value, int memory) {
    if (!(value > usual) || blocks < MIN_BLOCKS) {
      return BLOCK;
    }
    double seen = BLOCK * (Math.min(blocks, memory / BLOCK) + 1.0);
    double known = lowestPeak();
    if (known == 0) {
      return seen;
    }
    double beyond = Math.max(1, value / known);
    return seen / (size + 1) * Math.pow(beyond, 1 / index());
  }

  /** The value that comes once in so many readings; 0 when none was ever above 0. */
  double valueOf(double period, int memory) {
    double seen = BLOCK * (Math.min(blocks, memory / BLOCK) + 1.0);
    return lowestPeak() * Math.pow(Math.max(1, period * (size + 1) / seen), index());
  }

  private double lowestPeak() {
    return size == 0 ? usual : peaks[size - 1];
  }

  /** Learns a value. */
  void add(double value, int memory) {
    blockMax = Math.max(blockMax, value);
    inBlock++;
    if (inBlock < BLOCK) {
      return;
    }
    forgetBefore(blocks - memory / BLOCK);
    if (blockMax > usual) {
      insert(blockMax);
    }
    blocks++;
    inBlock = 0;
    blockMax = 0;
  }

  /**
   * Hill's estimate drawn towards the usual index, since few peaks tell little; but a tail that
   * shows itself much heavier is believed half of it.
   */
  private double index() {
    if (size == 0) {
      return PRIOR_INDEX;
    }
    double logs = 0;
    for (int i = 0; i < size - 1; i++) {
      logs += Math.log(peaks[i] / peaks[size - 1]);
    }
    double drawn = (logs + PRIOR_INDEX * PRIOR_WEIGHT) / (size - 1 + PRIOR_WEIGHT);
    double shown = size >= MIN_PEAKS ? logs / (size - 1) : 0;
    return Math.max(MIN_INDEX, Math.max(drawn, shown / 2));
  }

  private void forgetBefore(int block) {
    int kept = 0;
    for (int i = 0; i < size; i++) {
      if (blockOfPeak[i] >= block) {
        peaks[kept] = peaks[i];
        blockOfPeak[kept++] = blockOfPeak[i];
      }
    }
    size = kept;
  }

  private void insert(double value) {
    int at = size;
    while (at > 0 && peaks[at - 1] < value) {
      at--;
    }
    if (at == PEAKS) {
      return;
    }
    int moved = Math.min(size, PEAKS - 1) - at;
    System.arraycopy(peaks, at, peaks, at + 1, moved);
    System.arraycopy(blockOfPeak, at, blockOfPeak, at + 1, moved);
    peaks[at] = value;
    blockOfPeak[at] = blocks;
    size = Math.min(PEAKS, size + 1);
  }

  void write(DataOutput out) throws IOException {
    out.writeInt(blocks);
    out.writeByte(inBlock);
    out.writeDouble(blockMax);
    out.writeByte(size);
    for (int i = 0; i < size; i++) {
      out.writeDouble(peaks[i]);
      out.writeInt(blockOfPeak[i]);
    }
  }

  void read(DataInput in) throws IOException {
    blocks = in.readInt();
    inBlock = in.readByte();
    blockMax = in.readDouble();
    size = in.readByte();
    for (int i = 0; i < size; i++) {
      peaks[i] = in.readDouble();
      blockOfPeak[i] = in.readInt();
    }
  }
}
