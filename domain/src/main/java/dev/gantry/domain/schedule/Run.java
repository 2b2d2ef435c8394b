package dev.gantry.domain.schedule;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * A run of a schedule.
 *
 * @param name unique within the schedule, and the same whoever computes it
 * @param nominal the time that it is for
 * @param dueAt when it is due
 * @param cause why it is
 */
public record Run(String name, Instant nominal, Instant dueAt, Cause cause) {

  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss", Locale.ROOT);

  /** Why a run is due. */
  public enum Cause {
    /** Its time has come. */
    TIME,
    /** Somebody asked for it now. */
    TRIGGER,
    /** Somebody asked for the runs of a time that is past. */
    BACKFILL;

    /** Its name in events. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The run of a moment. */
  static Run at(Instant at, Instant dueAt) {
    return new Run(name(at), at, dueAt, Cause.TIME);
  }

  /** The run of a local time that no clock showed. */
  static Run leftOut(LocalDateTime time, Instant at) {
    return new Run(NAME.format(time), at, at, Cause.TIME);
  }

  /** A run that a command asks for. */
  static Run triggered(String commandId, Instant at) {
    return new Run("trigger-" + commandId, at, at, Cause.TRIGGER);
  }

  /** A run of a moment that a command asks for later. */
  static Run backfilled(Instant at, String commandId, Instant askedAt) {
    return new Run(name(at) + "-" + commandId, at, askedAt, Cause.BACKFILL);
  }

  /** Id of its task. */
  public String taskId(String scheduleId) {
    return scheduleId + ":" + name;
  }

  private static String name(Instant at) {
    return NAME.format(at.atOffset(ZoneOffset.UTC)) + "Z";
  }
}
