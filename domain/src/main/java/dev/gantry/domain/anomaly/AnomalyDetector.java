package dev.gantry.domain.anomaly;

import dev.gantry.domain.state.StateFormat;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/**
 * Judges the readings of one series, each by what came before it, in one pass. What is watched is
 * listed in {@link Watch}; of each statistic it learns how rare large values are ({@link Tail}),
 * and the score of a reading says how rare the rarest of its statistics is. Season, level and
 * scatter are learnt on the way; what happened once is unusual, what keeps happening is not. A
 * second score is for who wants to be told each time, see {@link Judgement#scoreEachTime}.
 * Multiplying all readings or adding to them changes no score. Mutable; one thread at a time.
 *
 * <p>Encoded it takes at most 16 KiB, however long the series, and about as much on the heap.
 */
public final class AnomalyDetector {

  private static final byte VERSION = 3;

  /** What is told of is learnt as so many times what comes as seldom: it soon becomes usual. */
  private static final double CUT = 2;

  /** Or as no more than that: that something is wrong again and again does not make it usual. */
  private static final double CUT_EACH_TIME = 1;

  /** How much rarer, in shares, each alarm within the memory demands the next to be. */
  private static final double WEARINESS = .5;

  /** How many times rarer than the last alarm a reading must be to be one while that rests. */
  private static final double BREAKS_REST = 1_000;

  /**
   * The same of the reading after the alarm: what begins between two readings shows itself whole
   * only in the second.
   */
  private static final double SHOWS_WHOLE = 10;

  /**
   * How many times rarer than an alarm the first change is of a series that was always the same. It
   * has no scatter to measure the change by, so that a million is as rare as a hair: the number of
   * readings seen would let neither be told for days.
   */
  private static final double FIRST_CHANGE = 4;

  /**
   * Nothing that is measured is larger, in whatever unit: the largest prefix of the SI is quetta,
   * 10^30. What is squared, summed and raised to powers here stays finite up to it.
   */
  private static final double LARGEST = 1e30;

  private final AnomalySettings settings;
  private final Measures measures;
  private final Tails tails;
  private final Tails tailsEachTime;
  private int judged;
  private double alarms;
  private double alarmPeriod;
  private int sinceAlarm = Integer.MAX_VALUE;
  private long lastUs = Long.MIN_VALUE;

  /** A detector for a series of which nothing was read yet. */
  public AnomalyDetector(AnomalySettings settings) {
    this(settings, new Measures(), new Tails(CUT), new Tails(CUT_EACH_TIME));
  }

  private AnomalyDetector(
      AnomalySettings settings, Measures measures, Tails tails, Tails tailsEachTime) {
    this.settings = settings;
    this.measures = measures;
    this.tails = tails;
    this.tailsEachTime = tailsEachTime;
  }

  /**
   * Judges a reading and learns it. One that is no number, or not later than the one before, is
   * left out as if it were missing. One beyond 10^30 is no measurement: its scores are 1, whatever
   * is known of the series, and it is not learnt.
   *
   * @param atUs when it was measured, microseconds since the Unix epoch, UTC
   * @param value the measurement
   */
  public Judgement judge(long atUs, double value) {
    return judge(atUs, value, false);
  }

  /**
   * Judges a reading and learns it, as {@link #judge(long, double)} does.
   *
   * @param isRest whether such a series comes to rest at this value, as traffic does at none: that
   *     it repeats then surprises nobody, however seldom it has
   */
  public Judgement judge(long atUs, double value, boolean isRest) {
    if (!Double.isFinite(value)) {
      return Judgement.unusable(value, "expected a number, found " + value);
    }
    if (atUs <= lastUs) {
      return Judgement.unusable(value, "expected a time after the reading before, found one not");
    }
    lastUs = atUs;
    if (Math.abs(value) > LARGEST) {
      return new Explanation(settings, measures, tails).impossible(value);
    }
    int memory = settings.memory();
    Map<Watch, Double> statistics = measures.take(atUs, value, isRest, memory);
    boolean learning = judged < settings.probation();
    Judgement judgement = judged < known() ? learning(value) : judgement(value, statistics);
    double telling = learning ? Double.POSITIVE_INFINITY : settings.alarmEvery();
    Map<Watch, Double> learnt = measures.learnt(statistics);
    tails.add(learnt, telling, memory);
    tailsEachTime.add(learnt, telling, memory);
    judged = Math.min(judged + 1, Integer.MAX_VALUE - 1);
    return judgement;
  }

  private Judgement judgement(double value, Map<Watch, Double> statistics) {
    Tails.Rarest rarest = rarest(tails, statistics);
    Tails.Rarest eachTime = rarest(tailsEachTime, statistics);
    double score = settings.scoreOf(periodToTell(rarest));
    double scoreEachTime = settings.scoreOf(eachTime.period());
    return scoreEachTime < score
        ? new Explanation(settings, measures, tails).of(value, rarest, score, score)
        : new Explanation(settings, measures, tailsEachTime)
            .of(value, eachTime, score, scoreEachTime);
  }

  private Tails.Rarest rarest(Tails by, Map<Watch, Double> statistics) {
    Tails.Rarest rarest = by.rarest(statistics, settings.alarmEvery(), settings.memory());
    return measures.constant() < Tail.MIN_READINGS
        ? rarest
        : rarest.atLeast(FIRST_CHANGE * settings.alarmEvery());
  }

  /** How rare a reading is that is told of at most once an incident, and not again and again. */
  private double periodToTell(Tails.Rarest rarest) {
    double period = rarest.period() / (1 + WEARINESS * alarms);
    alarms *= 1 - 1.0 / settings.memory();
    boolean resting = rests(rarest.watch(), period);
    sinceAlarm = Math.min(sinceAlarm, Integer.MAX_VALUE - 1) + 1;
    if (resting) {
      period = Math.min(period, settings.alarmEvery() / 100);
    } else if (period >= settings.alarmEvery()) {
      sinceAlarm = 0;
      alarmPeriod = period;
      alarms++;
    }
    return period;
  }

  private boolean rests(Watch watch, double period) {
    if (watch == Watch.UNCHANGED && sinceAlarm < measures.repeats()) {
      return true; // it was told of in this run
    }
    boolean showsWhole = sinceAlarm == 0 && measures.repeats() == 0;
    double news = showsWhole ? SHOWS_WHOLE : BREAKS_REST;
    return sinceAlarm < settings.rest() && period < alarmPeriod * news;
  }

  private Judgement learning(double value) {
    return new Explanation(settings, measures, tails)
        .learning(value, "learning: " + judged + " of " + known() + " readings seen");
  }

  /** Readings after which the series is judged: before, no tail can tell what is rare. */
  private int known() {
    return Math.max(settings.probation(), Tail.MIN_READINGS);
  }

  /**
   * Encodes what is known; {@link #fromBytes} gives a detector that judges all that follows the
   * same. The first byte is the version of the format.
   */
  public byte[] toBytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(8_192);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(VERSION);
      out.writeInt(judged);
      out.writeInt(sinceAlarm);
      out.writeDouble(alarms);
      out.writeDouble(alarmPeriod);
      out.writeLong(lastUs);
      measures.write(out);
      tails.write(out);
      tailsEachTime.write(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /**
   * Decodes a detector.
   *
   * @throws IllegalArgumentException when the bytes are of another version, or cut off
   */
  public static AnomalyDetector fromBytes(AnomalySettings settings, byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      StateFormat.require(VERSION, in.readByte(), "anomaly detector");
      int judged = in.readInt();
      int sinceAlarm = in.readInt();
      double alarms = in.readDouble();
      double alarmPeriod = in.readDouble();
      long lastUs = in.readLong();
      AnomalyDetector detector =
          new AnomalyDetector(
              settings, Measures.read(in), Tails.read(in, CUT), Tails.read(in, CUT_EACH_TIME));
      detector.judged = judged;
      detector.sinceAlarm = sinceAlarm;
      detector.alarms = alarms;
      detector.alarmPeriod = alarmPeriod;
      detector.lastUs = lastUs;
      return detector;
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "anomaly detector: expected more than the " + bytes.length + " bytes found", e);
    }
  }
}
