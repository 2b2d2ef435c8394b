package dev.gantry.ingest.city.staff;

import java.util.Locale;

/** What goes wrong with tasks and at gates. */
enum Trouble {
  /** A task is not done when it is due. */
  TASK_OVERDUE,
  /** A task does what no task can: it is completed after it was deleted, or again. */
  TASK_ILLEGAL_TRANSITION,
  /** A gate opens for a badge, and nobody is there. */
  ENTRY_WITHOUT_PERSON,
  /** A patrol says that it was at a gate where nobody was. */
  PATROL_WITHOUT_PERSON;

  /** One in so many seconds: with attacks and sensors, one incident in 70 s. */
  static final double SLOT_SECONDS = 200;

  /** Its name as truth and rules have it. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
