package dev.gantry.query.view;

import java.time.Duration;

/** Where a view begins to read when it starts for the first time. */
public sealed interface StartAt {

  /** At the oldest record kept. */
  record Beginning() implements StartAt {}

  /**
   * At the oldest record appended within a time before the start.
   *
   * @param age how far back, 0 or more
   */
  record Since(Duration age) implements StartAt {}

  /**
   * A number of records before the end of each partition.
   *
   * @param records how many, 0 or more
   */
  record Tail(long records) implements StartAt {}
}
