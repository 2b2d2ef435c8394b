package dev.gantry.domain.schedule;

/** What becomes of local times that a zone's clocks never show, since they are put forward. */
public enum GapPolicy {
  /** All of them run once, together, at the moment when the clocks are put forward. */
  RUN_ONCE,
  /** Each runs as much later as the clocks are put forward: 02:30 becomes 03:30. */
  SHIFT,
  /** None of them runs. */
  SKIP
}
