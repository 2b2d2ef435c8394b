package dev.gantry.ingest;

import dev.gantry.schemas.serde.MalformedRecordException;
import dev.gantry.schemas.serde.MalformedRecordException.Fault;
import java.time.Duration;
import java.time.Instant;

/**
 * What has been cannot be dated after now. Replayed event times are believed by whoever keeps
 * windows and silences: one of 2099 would make all that comes after it late.
 */
public final class PossibleTime {

  /** Clocks and zones differ; beyond, a time was written by no clock that can be believed. */
  private static final Duration MOST_AHEAD = Duration.ofDays(1);

  private PossibleTime() {}

  /**
   * Refuses a time that is yet to come.
   *
   * @throws MalformedRecordException when it is more than a day after now
   */
  public static void require(Instant at, Instant now) {
    if (at.isAfter(now.plus(MOST_AHEAD))) {
      throw new MalformedRecordException(
          new Fault("time", "a time no more than a day after now, " + now, at.toString()));
    }
  }
}
