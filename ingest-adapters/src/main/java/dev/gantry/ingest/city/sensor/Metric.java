package dev.gantry.ingest.city.sensor;

import java.util.Locale;

/** What a sensor measures. */
enum Metric {
  /** Vehicles an hour that pass. */
  FLOW("1/h", 1200, 0, 20_000),
  /** Mean speed of those that pass. */
  SPEED("m/s", 8, 0, 80),
  /** Share of the time in which the loop is covered. */
  OCCUPANCY("", .35, 0, 1),
  /** Temperature of the air. */
  TEMPERATURE("Cel", 4, -60, 80),
  /** Sound level, A-weighted. */
  NOISE("dB", 9, 0, 140);

  private final String unit;
  private final double scale;
  private final double least;
  private final double most;

  Metric(String unit, double scale, double least, double most) {
    this.unit = unit;
    this.scale = scale;
    this.least = least;
    this.most = most;
  }

  /** Its name in series ids. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether loops in lanes measure it; stations below cameras do otherwise. */
  boolean isOfLoop() {
    return this == FLOW || this == SPEED || this == OCCUPANCY;
  }

  /** UCUM; empty for a plain number. */
  String unit() {
    return unit;
  }

  /** How far off a reading is that is clearly wrong, in its unit. */
  double scale() {
    return scale;
  }

  /** The nearest value that the sensor can give. */
  double bounded(double value) {
    return Math.max(least, Math.min(most, value));
  }
}
