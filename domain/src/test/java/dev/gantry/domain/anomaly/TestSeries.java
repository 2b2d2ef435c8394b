package dev.gantry.domain.anomaly;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;

/** Makes series of readings for tests, and judges them. */
final class TestSeries {

  /** Five minutes. */
  static final long STEP_US = 300_000_000L;

  /** Readings a day. */
  static final int DAY = 288;

  /** A Monday, midnight. */
  private static final long START_US = 1_767_571_200_000_000L;

  record Reading(long atUs, double value) {}

  private TestSeries() {}

  /** Readings at regular times. */
  static List<Reading> of(int count, IntToDoubleFunction value) {
    List<Reading> readings = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      readings.add(new Reading(START_US + i * STEP_US, value.applyAsDouble(i)));
    }
    return readings;
  }

  /** Normal noise around a level, or around a day's course. */
  static List<Reading> noisy(long seed, int count, IntToDoubleFunction course) {
    Random random = new Random(seed);
    return of(count, i -> course.applyAsDouble(i) + random.nextGaussian());
  }

  /** Between 40 and 80 once a day, highest in the afternoon. */
  static double daily(int i) {
    return 60 + 20 * Math.sin(2 * Math.PI * (i % DAY) / DAY - Math.PI / 2);
  }

  static List<Judgement> judge(List<Reading> readings) {
    return judge(new AnomalyDetector(AnomalySettings.DEFAULT), readings);
  }

  static List<Judgement> judge(AnomalyDetector detector, List<Reading> readings) {
    return readings.stream().map(r -> detector.judge(r.atUs(), r.value())).toList();
  }

  /** Indexes of the alarms. */
  static List<Integer> alarms(List<Judgement> judgements) {
    List<Integer> alarms = new ArrayList<>();
    for (int i = 0; i < judgements.size(); i++) {
      if (judgements.get(i).score() >= AnomalySettings.ALARM_SCORE) {
        alarms.add(i);
      }
    }
    return alarms;
  }
}
