package dev.gantry.domain.schedule;

/** What becomes of a run that is due while the task of an earlier one is still to be done. */
public enum OverlapPolicy {
  /** It is skipped. */
  SKIP,
  /** It waits for the end of the other, unless one waits already: then it is skipped. */
  BUFFER_ONE,
  /** It waits for its turn. */
  BUFFER_ALL,
  /** It begins beside the other. */
  ALLOW_ALL
}
