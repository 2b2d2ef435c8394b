package dev.gantry.domain.schedule;

import java.time.Instant;

/** What became of a run. */
public sealed interface Outcome {

  /** The run. */
  Run run();

  /** When it was decided, in event time. */
  Instant at();

  /**
   * It begins.
   *
   * @param at when: its due time, or the end of the run that it waited for
   */
  record Triggered(Run run, Instant at) implements Outcome {}

  /**
   * It is left out.
   *
   * @param reason why
   */
  record Skipped(Run run, SkipReason reason) implements Outcome {

    @Override
    public Instant at() {
      return run.dueAt();
    }
  }
}
