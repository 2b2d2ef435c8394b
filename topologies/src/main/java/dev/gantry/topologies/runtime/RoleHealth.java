package dev.gantry.topologies.runtime;

import java.time.Instant;
import java.util.Optional;

/**
 * How a role is.
 *
 * @param role role
 * @param state how it is
 * @param since since when, wall clock
 * @param cause what made it restart or fail, in words
 */
public record RoleHealth(Role role, State state, Instant since, Optional<String> cause) {

  /** How a role is. */
  public enum State {
    /** Not started, or connecting and restoring its state for the first time. */
    STARTING("it starts"),
    /** Processing. */
    RUNNING("its partitions move"),
    /** Its partitions are being handed out, or its state restored. */
    REBALANCING("its partitions are handed out, or its state is restored"),
    /** Failed for a reason that may pass; it will be started again. */
    RESTARTING("it failed, and is started again"),
    /** Failed for good. */
    FAILED("it failed"),
    /** Closed. */
    STOPPED("it was stopped");

    private final String words;

    State(String words) {
      this.words = words;
    }

    /** Why a store of the role can't be asked while it is so. */
    String words() {
      return words;
    }
  }

  /** Whether its stores can be asked. */
  public boolean isReady() {
    return state == State.RUNNING;
  }
}
