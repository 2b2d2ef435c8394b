package dev.gantry.bench.anomaly;

/** Judges the readings of one series, each before it knows the next. */
interface SeriesMethod {

  /** How unusual a reading is, 0 to 1. */
  double score(NabSeries.Reading reading);
}
