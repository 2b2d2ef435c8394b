package dev.gantry.domain.task;

import java.util.Locale;

/** Why a task can't do what an event says it did. */
public enum IllegalTransition {
  /** It was never created, as far as is known. */
  NOT_CREATED,
  /** It was created already. */
  ALREADY_CREATED,
  /** It was completed already. */
  ALREADY_COMPLETED,
  /** It was deleted already. */
  ALREADY_DELETED;

  /** Its name in events. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
