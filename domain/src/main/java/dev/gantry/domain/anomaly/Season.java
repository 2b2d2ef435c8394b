package dev.gantry.domain.anomaly;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * What each time of a period usually brings. The period is cut into slots; each holds the mean of
 * its visits, the newest weighing most, and the lowest and highest value seen, which fade. How well
 * the means foretell the readings is measured beside how well the long-run median does, so that a
 * season is used only where there is one.
 */
final class Season {

  private static final long HOUR_US = 3_600_000_000L;

  /** Weight of a new visit once a slot has had more than the inverse of it. */
  private static final double VISIT_WEIGHT = .25;

  /** What remains at each visit of the distance between the extremes and the mean. */
  private static final double FADE = .9;

  /** Share of the error of the long-run median that a season may leave, to be one. */
  private static final double MAX_ERROR = .6;

  /** Weight of a new reading in both errors, once there have been more than the inverse of it. */
  private static final double ERROR_WEIGHT = .002;

  private static final byte MIN_VISITS = 2;

  private final long slotUs;
  private final double[] means;
  private final double[] lows;
  private final double[] highs;
  private final byte[] visits;

  private int slot;
  private long visitFromUs;
  private int visitCount;
  private double visitSum;
  private double visitLow;
  private double visitHigh;

  private double error;
  private double plainError;
  private int trials;

  private Season(long slotUs, int slots) {
    this.slotUs = slotUs;
    this.means = new double[slots];
    this.lows = new double[slots];
    this.highs = new double[slots];
    this.visits = new byte[slots];
  }

  /** A day in quarters of an hour. */
  static Season day() {
    return new Season(HOUR_US / 4, 96);
  }

  /** A week in hours. */
  static Season week() {
    return new Season(HOUR_US, 168);
  }

  /**
   * Whether the slot of a time, and the season as a whole, are known well enough to be used.
   *
   * @param minTrials readings that were foretold before the season is trusted
   */
  boolean usable(long atUs, int minTrials) {
    return known(slotOf(atUs)) && trials >= minTrials && error < MAX_ERROR * plainError;
  }

  /** The lowest mean of the slot of a time and its neighbours: no day is on time to the minute. */
  double low(long atUs) {
    int at = slotOf(atUs);
    double low = means[at];
    for (int near = at - 1; near <= at + 1; near += 2) {
      low = known(wrap(near)) ? Math.min(low, means[wrap(near)]) : low;
    }
    return low;
  }

  /** The highest mean of the slot of a time and its neighbours. */
  double high(long atUs) {
    int at = slotOf(atUs);
    double high = means[at];
    for (int near = at - 1; near <= at + 1; near += 2) {
      high = known(wrap(near)) ? Math.max(high, means[wrap(near)]) : high;
    }
    return high;
  }

  /** How far a value lies outside {@link #low} to {@link #high}; negative below. */
  double residual(long atUs, double value) {
    return outside(value, low(atUs), high(atUs));
  }

  /**
   * How far a value lies outside everything that earlier periods brought around this time; NaN when
   * nothing is known of it.
   */
  double beyond(long atUs, double value) {
    double low = lowest(atUs, Double.NaN);
    return Double.isNaN(low) ? low : outside(value, low, highest(atUs, Double.NaN));
  }

  /** The lowest value that earlier periods brought around this time, or what stands in for it. */
  double lowest(long atUs, double unknown) {
    int at = slotOf(atUs);
    if (!broughtAnything(at)) {
      return unknown;
    }
    double low = lows[at];
    for (int near = at - 1; near <= at + 1; near += 2) {
      low = broughtAnything(near) ? Math.min(low, lows[wrap(near)]) : low;
    }
    return low;
  }

  /** The highest value that earlier periods brought around this time, or what stands in for it. */
  double highest(long atUs, double unknown) {
    int at = slotOf(atUs);
    if (!broughtAnything(at)) {
      return unknown;
    }
    double high = highs[at];
    for (int near = at - 1; near <= at + 1; near += 2) {
      high = broughtAnything(near) ? Math.max(high, highs[wrap(near)]) : high;
    }
    return high;
  }

  /**
   * Whether a slot was visited before this visit. The slot before was, minutes ago: that of a time
   * itself tells whether there was an earlier period.
   */
  private boolean broughtAnything(int index) {
    return visits[wrap(index)] > 0;
  }

  /** Learns a reading; {@code median} is that of the long run. */
  void add(long atUs, double value, double median) {
    int now = slotOf(atUs);
    if (known(now)) {
      trials = Math.min(trials + 1, Integer.MAX_VALUE - 1);
      double weight = Math.max(ERROR_WEIGHT, 1.0 / trials);
      error += weight * (Math.abs(value - means[now]) - error);
      plainError += weight * (Math.abs(value - median) - plainError);
    }
    if (visitCount > 0 && (now != slot || atUs - visitFromUs >= slotUs)) {
      learnVisit();
      visitCount = 0;
    }
    if (visitCount == 0) {
      slot = now;
      visitFromUs = Math.floorDiv(atUs, slotUs) * slotUs;
      visitSum = 0;
      visitLow = value;
      visitHigh = value;
    }
    visitCount++;
    visitSum += value;
    visitLow = Math.min(visitLow, value);
    visitHigh = Math.max(visitHigh, value);
  }

  private void learnVisit() {
    boolean first = visits[slot] == 0;
    visits[slot] = (byte) Math.min(visits[slot] + 1, Byte.MAX_VALUE);
    double weight = Math.max(VISIT_WEIGHT, 1.0 / visits[slot]);
    means[slot] += weight * (visitSum / visitCount - means[slot]);
    double mean = means[slot];
    lows[slot] = first ? visitLow : Math.min(visitLow, mean + FADE * (lows[slot] - mean));
    highs[slot] = first ? visitHigh : Math.max(visitHigh, mean + FADE * (highs[slot] - mean));
  }

  private static double outside(double value, double low, double high) {
    return value < low ? value - low : Math.max(0, value - high);
  }

  private boolean known(int index) {
    return visits[index] >= MIN_VISITS;
  }

  private int wrap(int index) {
    return Math.floorMod(index, means.length);
  }

  private int slotOf(long atUs) {
    return (int) Math.floorMod(Math.floorDiv(atUs, slotUs), (long) means.length);
  }

  void write(DataOutput out) throws IOException {
    out.writeShort(slot);
    out.writeLong(visitFromUs);
    out.writeInt(visitCount);
    out.writeDouble(visitSum);
    out.writeDouble(visitLow);
    out.writeDouble(visitHigh);
    out.writeDouble(error);
    out.writeDouble(plainError);
    out.writeInt(trials);
    out.write(visits);
    for (int i = 0; i < means.length; i++) {
      if (visits[i] > 0) {
        out.writeDouble(means[i]);
        out.writeDouble(lows[i]);
        out.writeDouble(highs[i]);
      }
    }
  }

  void read(DataInput in) throws IOException {
    slot = in.readShort();
    visitFromUs = in.readLong();
    visitCount = in.readInt();
    visitSum = in.readDouble();
    visitLow = in.readDouble();
    visitHigh = in.readDouble();
    error = in.readDouble();
    plainError = in.readDouble();
    trials = in.readInt();
    in.readFully(visits);
    for (int i = 0; i < means.length; i++) {
      if (visits[i] > 0) {
        means[i] = in.readDouble();
        lows[i] = in.readDouble();
        highs[i] = in.readDouble();
      }
    }
  }
}
