package dev.gantry.bench.anomaly;

import java.util.List;

/**
 * One series of the corpus.
 *
 * @param name path below {@code data}, such as {@code realTraffic/speed_7578.csv}
 * @param readings in the order of the file
 * @param windows where people marked anomalies, in order, none overlapping
 */
record NabSeries(String name, List<Reading> readings, List<Window> windows) {

  NabSeries {
    readings = List.copyOf(readings);
    windows = List.copyOf(windows);
  }

  /**
   * One line of a file.
   *
   * @param timestamp as it stands in the file
   * @param atUs the same, read as UTC, in microseconds since the Unix epoch
   */
  record Reading(String timestamp, long atUs, double value) {}

  /**
   * A marked anomaly with time around it.
   *
   * @param first index of its first reading
   * @param last index of its last reading
   */
  record Window(int first, int last) {}

  /** Readings at the start that no score counts: 15 %, at most 750. */
  int probation() {
    return (int) Math.min(Math.floor(.15 * readings.size()), .15 * 5_000);
  }
}
