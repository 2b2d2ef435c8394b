package dev.gantry.topologies.processor.alerting;

import dev.gantry.domain.alerting.AlertState;
import dev.gantry.schemas.records.TimeMode;

/**
 * What the store holds of one identity.
 *
 * @param state its state
 * @param time the time it waits for
 */
record KeptAlert(AlertState state, TimeLine time) {

  /**
   * Whose event time decides about an identity.
   *
   * @param topic topic of its records; empty for those of a group
   * @param partition their partition
   * @param mode live or replayed
   * @param key key that time is told for; empty where it is told for the partition
   */
  record TimeLine(String topic, int partition, TimeMode mode, String key) {

    /** That of a group of a correlated rule, which waits for several streams. */
    static TimeLine ofGroup(TimeMode mode, String group) {
      return new TimeLine("", 0, mode, group);
    }

    /** That of what is over and only remembered, which the clock decides about. */
    static TimeLine ofClock() {
      return new TimeLine("the clock", 0, TimeMode.LIVE, "");
    }

    boolean isOfGroup() {
      return topic.isEmpty();
    }
  }
}
