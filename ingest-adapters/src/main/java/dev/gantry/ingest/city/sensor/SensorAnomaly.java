package dev.gantry.ingest.city.sensor;

/**
 * Something wrong with the readings of a sensor for a while. A reading is concerned when its time
 * lies at the beginning or later, and before the end.
 *
 * @param kind what
 * @param series which readings; when it is silent, all of the same sensor
 * @param begins seconds since the city's beginning
 * @param ends seconds, after the beginning
 * @param size how far off at most, in the unit of the metric, above 0; 0 where that says nothing
 */
record SensorAnomaly(Kind kind, Series series, double begins, double ends, double size) {

  /** What can be wrong. */
  enum Kind {
    /** All readings are off by the same. */
    LEVEL_SHIFT("reading_level_shift", 16, 2),
    /** One reading is far too high. */
    SPIKE("reading_spike", 1, 2.5),
    /** A few readings are far too low. */
    DROP("reading_drop", 3, 2),
    /** Readings go off, further and further. */
    DRIFT("reading_drift", 16, 2.5),
    /** The same value over and over. */
    STUCK("sensor_stuck", 10, 0),
    /** No readings come at all. */
    SILENT("sensor_silent", 8, 0);

    private final String label;
    private final int readings;
    private final double scales;

    Kind(String label, int readings, double scales) {
      this.label = label;
      this.readings = readings;
      this.scales = scales;
    }

    /** Its name as truth and rules have it. */
    String label() {
      return label;
    }

    /** Readings of a series that it concerns. */
    int readings() {
      return readings;
    }

    /** How far off, in scales of the metric. */
    double scales() {
      return scales;
    }

    /**
     * Whether it can be told from what is usual with a metric: flow at a traffic light is 0 every
     * other time, and speed has no value when nobody passes.
     */
    boolean suits(Metric metric) {
      return switch (this) {
        case LEVEL_SHIFT, SPIKE -> metric != Metric.SPEED && metric != Metric.OCCUPANCY;
        case DRIFT -> metric != Metric.SPEED && metric != Metric.FLOW;
        case DROP, STUCK -> metric == Metric.TEMPERATURE || metric == Metric.NOISE;
        case SILENT -> metric == Metric.TEMPERATURE || metric == Metric.FLOW;
      };
    }
  }

  /** Whether a reading of a series at a moment is concerned. */
  boolean concerns(Series other, double seconds) {
    boolean then = seconds >= begins && seconds < ends;
    return then
        && (kind == Kind.SILENT
            ? other.sensorId().equals(series.sensorId())
            : other.equals(series));
  }

  /**
   * What the sensor says instead of what it would.
   *
   * @param honest what it would say
   * @param held the last that it said before
   */
  double distort(double honest, double held, double seconds) {
    double wrong =
        switch (kind) {
          case LEVEL_SHIFT, SPIKE -> honest + size;
          case DROP -> honest - size;
          case DRIFT -> honest + size * (seconds - begins) / (ends - begins);
          case STUCK -> held;
          case SILENT -> honest;
        };
    return series.metric().bounded(wrong);
  }
}
