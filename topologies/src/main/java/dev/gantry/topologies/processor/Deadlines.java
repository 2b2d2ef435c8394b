package dev.gantry.topologies.processor;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ObjLongConsumer;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;

/**
 * Keys that are dealt with once the wall clock comes to a time, unless something happens before;
 * looked at every second. Kept in memory: a processor sets them anew in {@code init}. Use it from
 * {@code init}, {@code process} and the action itself.
 */
final class Deadlines {

  private static final Duration CHECK = Duration.ofSeconds(1);

  private final ProcessorContext<?, ?> context;
  private final ObjLongConsumer<String> action;
  private final Alarm alarm;

  /** Wall clock in ms, by key. */
  private final Map<String, Long> dueAt = new TreeMap<>();

  /**
   * @param action what is done with a key that is due, given the wall clock in ms
   */
  Deadlines(ProcessorContext<?, ?> context, ObjLongConsumer<String> action) {
    this.context = context;
    this.action = action;
    this.alarm = new Alarm(context, CHECK, PunctuationType.WALL_CLOCK_TIME, this::check);
  }

  /** A key is due so long from now, and no sooner. */
  void set(String key, Duration fromNow) {
    dueAt.put(key, context.currentSystemTimeMs() + fromNow.toMillis());
    alarm.setNeeded(true);
  }

  /** A key is not due any more. */
  void clear(String key) {
    dueAt.remove(key);
    alarm.setNeeded(!dueAt.isEmpty());
  }

  private void check(long nowMs) {
    List<String> due =
        dueAt.entrySet().stream()
            .filter(key -> key.getValue() <= nowMs)
            .map(Map.Entry::getKey)
            .toList();
    for (String key : due) {
      clear(key);
      action.accept(key, nowMs);
    }
  }
}
