package dev.gantry.domain.anomaly;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;

/**
 * What is known of the course of a series, and the statistics of each reading that follow from it.
 * Each is a difference in the unit of the series, so an offset changes none and a factor changes
 * all alike.
 */
final class Measures {

  /** Weight of a reading in what lay outside a season of late: about the last dozen count. */
  private static final double SEASON_WEIGHT = .15;

  /** Readings that a season foretold before it is trusted. */
  private static final int SEASON_TRIALS = 288;

  /** Readings that a step is looked for in: the newest few against those before. */
  private static final int STEP_SPAN = 30;

  /** Readings that a jump is measured against. */
  private static final int JUST_BEFORE = 7;

  private final Recent recent;
  private final LongTerm longTerm;
  private final Season day = Season.day();
  private final Season week = Season.week();
  private double outsideDay = Double.NaN;
  private double outsideWeek = Double.NaN;
  private final Repeats repeats = new Repeats();
  private long atUs;
  private double justBefore = Double.NaN;

  Measures() {
    this(new Recent(), new LongTerm());
  }

  private Measures(Recent recent, LongTerm longTerm) {
    this.recent = recent;
    this.longTerm = longTerm;
  }

  /** The long-run median; that of the first reading is itself. */
  double median() {
    return longTerm.median();
  }

  /** The season of the day. */
  Season day() {
    return day;
  }

  /** The season of the week. */
  Season week() {
    return week;
  }

  /** Time of the newest reading. */
  long atUs() {
    return atUs;
  }

  /** Median of the readings just before the newest; NaN when there were too few. */
  double justBefore() {
    return justBefore;
  }

  /** Mean of the readings before the newest few, against which a step is measured. */
  double before() {
    int after = Watch.STEP.readings();
    return (mean(STEP_SPAN) * STEP_SPAN - mean(after) * after) / (STEP_SPAN - after);
  }

  /** Readings in a row that were the same as the newest. */
  int repeats() {
    return repeats.now();
  }

  /** How many readings were all the same until the newest changed; 0 when it is not the first. */
  int constant() {
    return repeats.constant();
  }

  /** The latest readings. */
  Recent recent() {
    return recent;
  }

  /**
   * Takes a reading.
   *
   * @param isRest whether the series comes to rest at this value, whatever was seen of it
   * @param memory readings after which what was seen is forgotten
   * @return its statistics by {@link Watch}; without those that aren't known yet
   */
  Map<Watch, Double> take(long atUs, double value, boolean isRest, int memory) {
    this.atUs = atUs;
    boolean first = recent.size() == 0;
    double median = first ? value : longTerm.median();
    if (!first) {
      learnRepeat(value, isRest, memory);
    }
    justBefore = recent.size() < JUST_BEFORE ? Double.NaN : recent.median(JUST_BEFORE);
    recent.add(value);
    Map<Watch, Double> statistics = statistics(atUs, value, median);
    day.add(atUs, value, median);
    week.add(atUs, value, median);
    longTerm.add(value, memory);
    return statistics;
  }

  private void learnRepeat(double value, boolean isRest, int memory) {
    if (value == recent.get(0)) {
      repeats.repeat(memory);
    } else {
      repeats.change(isRest ? 1 : longTerm.share(value), memory);
    }
  }

  private Map<Watch, Double> statistics(long atUs, double value, double median) {
    outsideDay = outside(day, outsideDay, atUs, value);
    outsideWeek = outside(week, outsideWeek, atUs, value);
    double beyond = day.beyond(atUs, value);
    Map<Watch, Double> statistics = new EnumMap<>(Watch.class);
    for (Watch watch : Watch.values()) {
      double statistic =
          switch (watch) {
            case JUMP -> nearer(value - justBefore, beyond);
            case VALUE -> nearer(value - median, beyond);
            case SHORT_MEAN -> nearer(mean(watch.readings()) - median, beyond);
            case MEAN -> mean(watch.readings()) - median;
            case STEP -> mean(watch.readings()) - before();
            case DAY -> outsideDay;
            case WEEK -> outsideWeek;
            case SCATTER -> scatter(watch.readings());
            case UNCHANGED -> repeats.surprise();
          };
      if (!Double.isNaN(statistic)) {
        statistics.put(watch, statistic);
      }
    }
    return statistics;
  }

  /**
   * What is to be learnt of statistics that were judged: a run of the same value is learnt once it
   * is over, so that it does not make itself usual.
   */
  Map<Watch, Double> learnt(Map<Watch, Double> judged) {
    Map<Watch, Double> learnt = new EnumMap<>(judged);
    learnt.put(Watch.UNCHANGED, repeats.over());
    return learnt;
  }

  private static double outside(Season season, double before, long atUs, double value) {
    if (!season.usable(atUs, SEASON_TRIALS)) {
      return Double.NaN;
    }
    double known = Double.isNaN(before) ? 0 : before;
    return known + SEASON_WEIGHT * (season.residual(atUs, value) - known);
  }

  /**
   * A distance from the usual, no larger than that from what was seen on other days at this time: a
   * job that runs every night is no spike.
   */
  private static double nearer(double distance, double beyond) {
    if (Double.isNaN(beyond) || Math.abs(beyond) >= Math.abs(distance)) {
      return distance;
    }
    return Math.signum(beyond) == Math.signum(distance) ? beyond : 0;
  }

  private double mean(int readings) {
    return recent.size() < Recent.CAPACITY ? Double.NaN : recent.mean(readings);
  }

  private double scatter(int readings) {
    return recent.size() < Recent.CAPACITY ? Double.NaN : recent.scatter(readings);
  }

  void write(DataOutput out) throws IOException {
    recent.write(out);
    longTerm.write(out);
    day.write(out);
    week.write(out);
    out.writeDouble(outsideDay);
    out.writeDouble(outsideWeek);
    repeats.write(out);
  }

  static Measures read(DataInput in) throws IOException {
    Measures measures = new Measures(Recent.read(in), LongTerm.read(in));
    measures.day.read(in);
    measures.week.read(in);
    measures.outsideDay = in.readDouble();
    measures.outsideWeek = in.readDouble();
    measures.repeats.read(in);
    return measures;
  }
}
