package dev.gantry.domain.schedule;

/** What becomes of local times that a zone's clocks show twice, since they are put back. */
public enum RepeatPolicy {
  /** They run the first time. */
  RUN_ONCE,
  /** They run both times. */
  RUN_TWICE
}
