package dev.gantry.domain.schedule;

import java.time.Duration;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The task that each run of a schedule opens.
 *
 * @param title for people
 * @param assignee who is to do it; empty for nobody in particular
 * @param site its site; empty when it has none
 * @param dueAfter how long after its run it is due; absent for never
 * @param payload what else its event says
 */
public record TaskTemplate(
    String title,
    String assignee,
    String site,
    Optional<Duration> dueAfter,
    SortedMap<String, String> payload) {

  public TaskTemplate {
    payload = Collections.unmodifiableSortedMap(new TreeMap<>(payload));
  }
}
