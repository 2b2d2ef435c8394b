package dev.gantry.domain.schedule;

import java.util.Locale;

/** Why a run is left out. */
public enum SkipReason {
  /** The clocks of the time zone never showed its local time. */
  DST_GAP,
  /** Its day is excluded. */
  EXCLUDED,
  /** The schedule is paused. */
  PAUSED,
  /** It was noticed later than the catch-up window allows. */
  MISSED,
  /** The task of an earlier run is still to be done. */
  OVERLAP,
  /** Too many runs wait. */
  BUFFER_FULL,
  /** The schedule was deleted while it waited. */
  DELETED;

  /** Its name in events. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
