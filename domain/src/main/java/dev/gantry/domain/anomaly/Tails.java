package dev.gantry.domain.anomaly;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;

/** The upper and the lower tail of each statistic that is watched. */
final class Tails {

  /** A mean is no rarer than so many times as much in the other direction. */
  private static final double OTHER_WAY = 2;

  private final Map<Watch, Tail> upper = new EnumMap<>(Watch.class);
  private final Map<Watch, Tail> lower = new EnumMap<>(Watch.class);

  private final double cut;

  /**
   * Of a series of which nothing was seen yet.
   *
   * @param cut what is told of is learnt cut down to so many times what comes as seldom, 1 or more:
   *     with 2 what keeps happening is usual after a few times; with 1 only after a dozen blocks
   */
  Tails(double cut) {
    this.cut = cut;
    for (Watch watch : Watch.values()) {
      upper.put(watch, new Tail(watch.usual()));
      if (watch.hasBelow()) {
        lower.put(watch, new Tail(watch.usual()));
      }
    }
  }

  /**
   * What is most unusual about a reading.
   *
   * @param watch the statistic that says it best
   * @param statistic its value
   * @param period readings that lie on average between two so unusual
   */
  record Rarest(Watch watch, double statistic, double period) {

    Rarest atLeast(double rarer) {
      return new Rarest(watch, statistic, Math.max(period, rarer));
    }
  }

  /**
   * Finds the rarest of a reading's statistics. Of several that are rare enough to be told, the one
   * of the fewest readings gives the name: a spike moves the means as well.
   *
   * @param telling period from which a statistic is told
   */
  Rarest rarest(Map<Watch, Double> statistics, double telling, int memory) {
    Rarest rarest = new Rarest(Watch.VALUE, 0, 1);
    for (Map.Entry<Watch, Double> entry : statistics.entrySet()) {
      double statistic = entry.getValue();
      double period = period(entry.getKey(), statistic, memory);
      if (rarest.period >= telling) {
        rarest = new Rarest(rarest.watch, rarest.statistic, Math.max(period, rarest.period));
      } else if (period > rarest.period) {
        rarest = new Rarest(entry.getKey(), statistic, period);
      }
    }
    return rarest;
  }

  /**
   * How rare a statistic is. Of a mean it is no rarer than twice as much in the other direction: a
   * series that has only gone up from where it began, as noise does towards the rush hour, has no
   * peaks below, and the first hair below would be beyond all that was ever seen.
   */
  private double period(Watch watch, double statistic, int memory) {
    double size = Math.abs(statistic);
    double thisWay = tail(watch, statistic >= 0).period(size, memory);
    return watch.isOfMeans()
        ? Math.min(thisWay, tail(watch, statistic < 0).period(OTHER_WAY * size, memory))
        : thisWay;
  }

  /** The value of a statistic that comes once in so many readings, in one direction; from 0. */
  double limit(Watch watch, boolean above, double period, int memory) {
    double thisWay = tail(watch, above).valueOf(period, memory);
    return watch.isOfMeans()
        ? Math.max(thisWay, tail(watch, !above).valueOf(period, memory) / OTHER_WAY)
        : thisWay;
  }

  /**
   * Learns the statistics of a reading.
   *
   * @param period what is rarer than this is learnt cut down: an anomaly shall not hide the next
   */
  void add(Map<Watch, Double> statistics, double period, int memory) {
    statistics.forEach((watch, statistic) -> add(watch, statistic, period, memory));
  }

  private void add(Watch watch, double statistic, double period, int memory) {
    double limit = cut * tail(watch, statistic >= 0).valueOf(period, memory);
    double size = Math.abs(statistic);
    double learnt = limit > 0 ? Math.min(size, limit) : size;
    tail(watch, true).add(statistic >= 0 ? learnt : 0, memory);
    if (watch.hasBelow()) {
      tail(watch, false).add(statistic < 0 ? learnt : 0, memory);
    }
  }

  private Tail tail(Watch watch, boolean above) {
    Tail tail = (above ? upper : lower).get(watch);
    if (tail == null) {
      throw new IllegalArgumentException(watch + ": expected no value below 0");
    }
    return tail;
  }

  void write(DataOutput out) throws IOException {
    for (Tail tail : upper.values()) {
      tail.write(out);
    }
    for (Tail tail : lower.values()) {
      tail.write(out);
    }
  }

  static Tails read(DataInput in, double cut) throws IOException {
    Tails tails = new Tails(cut);
    for (Tail tail : tails.upper.values()) {
      tail.read(in);
    }
    for (Tail tail : tails.lower.values()) {
      tail.read(in);
    }
    return tails;
  }
}
