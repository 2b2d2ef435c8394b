package dev.gantry.ingest.city.sensor;

import dev.gantry.ingest.city.Draws;
import dev.gantry.ingest.city.Turns;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * What goes wrong with the sensors of one neighbourhood: one anomaly in every {@link
 * #SLOT_SECONDS}, of all kinds in turn, never on a sensor that had one lately. The seed alone
 * decides.
 */
final class AnomalyPlan {

  /** Often enough that ten minutes show two, seldom enough that days have a usual level. */
  static final double SLOT_SECONDS = 240;

  /** Readings that every series has had before anything is wrong with one. */
  private static final int USUAL_FIRST = 3;

  /** No anomaly lasts longer than so many slots; a sensor is left alone for that long. */
  private static final int RECENT = 3;

  private static final List<SensorAnomaly.Kind> KINDS = List.of(SensorAnomaly.Kind.values());

  private final long seed;
  private final int interval;
  private final List<Series> series;
  private final List<SensorAnomaly> anomalies = new ArrayList<>();
  private long slot;

  /**
   * @param interval seconds between two readings of a series
   * @param series all that may be concerned
   */
  AnomalyPlan(long seed, int interval, List<Series> series) {
    this.seed = seed;
    this.interval = interval;
    this.series = List.copyOf(series);
  }

  /** All that begins by a moment, in the order of planning. */
  List<SensorAnomaly> until(double seconds) {
    while (slot * SLOT_SECONDS <= seconds) {
      plan(slot++);
    }
    return anomalies.stream().filter(anomaly -> anomaly.begins() <= seconds).toList();
  }

  /** What is wrong with a reading. */
  Optional<SensorAnomaly> at(Series which, double seconds) {
    while (slot * SLOT_SECONDS <= seconds) {
      plan(slot++);
    }
    return lately().stream().filter(anomaly -> anomaly.concerns(which, seconds)).findFirst();
  }

  private List<SensorAnomaly> lately() {
    return anomalies.subList(Math.max(0, anomalies.size() - RECENT - 1), anomalies.size());
  }

  private void plan(long number) {
    var random = new SplittableRandom(Draws.mix(seed, number));
    SensorAnomaly.Kind kind = Turns.of(KINDS, ~seed, number);
    List<Series> free =
        series.stream().filter(one -> kind.suits(one.metric())).filter(this::isFree).toList();
    if (free.isEmpty()) {
      return;
    }
    Series victim = free.get(random.nextInt(free.size()));
    double earliest = number * SLOT_SECONDS + USUAL_FIRST * interval;
    double begins = earliest + random.nextDouble(SLOT_SECONDS / 2);
    double aligned = Math.ceil(begins / interval) * interval;
    anomalies.add(
        new SensorAnomaly(
            kind,
            victim,
            aligned,
            aligned + kind.readings() * interval,
            kind.scales() * victim.metric().scale() * (1 + .3 * random.nextDouble())));
  }

  private boolean isFree(Series one) {
    return lately().stream()
        .noneMatch(anomaly -> anomaly.series().sensorId().equals(one.sensorId()));
  }
}
