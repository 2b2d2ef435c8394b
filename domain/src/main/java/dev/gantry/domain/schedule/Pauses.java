package dev.gantry.domain.schedule;

import dev.gantry.domain.schedule.ScheduleState.Pause;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * When a schedule was paused and resumed, by event time, in whatever order that is heard of. A run
 * is skipped that is due after a pause, up to the resumption that follows.
 *
 * @param changes by event time: a pause, or empty for a resumption; the newest {@value #MOST}
 */
public record Pauses(SortedMap<Instant, Optional<Pause>> changes) {

  /** Never paused. */
  public static final Pauses NONE = new Pauses(Collections.emptySortedMap());

  /** Changes that are remembered. */
  static final int MOST = 64;

  public Pauses {
    changes = Collections.unmodifiableSortedMap(new TreeMap<>(changes));
  }

  Pauses with(Instant at, Optional<Pause> change) {
    SortedMap<Instant, Optional<Pause>> all = new TreeMap<>(changes);
    all.put(at, change);
    if (all.size() > MOST) {
      all.remove(all.firstKey());
    }
    return new Pauses(all);
  }

  /** The pause that goes on, as far as is known; absent while there is none. */
  Optional<Pause> current() {
    return changes.isEmpty() ? Optional.empty() : newest(changes);
  }

  /** Whether a run is skipped that is due then. */
  boolean cover(Instant dueAt) {
    SortedMap<Instant, Optional<Pause>> before = changes.headMap(dueAt);
    return !before.isEmpty() && newest(before).isPresent();
  }

  /** The same, without what says nothing of runs that are due after a moment. */
  Pauses from(Instant moment) {
    SortedMap<Instant, Optional<Pause>> before = changes.headMap(moment);
    return before.size() <= 1 ? this : new Pauses(changes.tailMap(before.lastKey()));
  }

  private static Optional<Pause> newest(SortedMap<Instant, Optional<Pause>> changes) {
    return changes.getOrDefault(changes.lastKey(), Optional.empty());
  }
}
