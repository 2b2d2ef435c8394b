package dev.gantry.domain.task;

import java.util.Locale;

/** Where a task is in its life. */
public enum TaskPhase {
  /** Its schedule called for it. It is to be done, whether an event creates it as well or not. */
  TRIGGERED,
  /** It is to be done. */
  OPEN,
  /** It is done. */
  COMPLETED,
  /** It is no longer to be done. */
  DELETED;

  /** Whether it is still to be done. */
  public boolean isOpen() {
    return this == TRIGGERED || this == OPEN;
  }

  /** Its name in events. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
