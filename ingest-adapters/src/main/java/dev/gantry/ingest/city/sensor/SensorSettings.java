package dev.gantry.ingest.city.sensor;

/**
 * How a city's sensors measure.
 *
 * @param intervalSeconds time between two readings of a series, whole seconds, 1 to 30
 * @param everyLink whether loops lie in every link; else only in those that a camera watches
 * @param exact whether readings are what was, without errors of counting and noise
 */
public record SensorSettings(int intervalSeconds, boolean everyLink, boolean exact) {

  /** Readings every 30 s, as detectors in traffic control give them, where cameras look. */
  public static final SensorSettings USUAL = new SensorSettings(30, false, false);

  public SensorSettings {
    if (intervalSeconds < 1 || intervalSeconds > 30) {
      throw new IllegalArgumentException("interval: expected 1 to 30 s, found " + intervalSeconds);
    }
  }
}
