package dev.gantry.topologies.processor;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ObjLongConsumer;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;

/**
 * Keys that are dealt with once so much time has passed, unless something happens before; looked at
 * every second, in the order of their names. Kept in memory: a processor sets them anew in {@code
 * init}. Use it from {@code init}, {@code process} and the action itself.
 *
 * <p>Time is counted from look to look, and no more than {@link #MOST_A_LOOK_MS} for each: a clock
 * that is set, and a process that was held up, have not waited for anything.
 */
public final class Deadlines {

  private static final Duration CHECK = Duration.ofSeconds(1);
  private static final long MOST_A_LOOK_MS = 2_000;

  private final ProcessorContext<?, ?> context;
  private final ObjLongConsumer<String> action;
  private final Alarm alarm;

  /** Time counted so far, and the wall clock of the last look, ms. */
  private long countedMs;

  private long lookedAtMs;

  /** On the scale of the time counted, by key. */
  private final Map<String, Long> dueAt = new HashMap<>();

  /**
   * @param action what is done with a key that is due, given the wall clock in ms
   */
  public Deadlines(ProcessorContext<?, ?> context, ObjLongConsumer<String> action) {
    this.context = context;
    this.action = action;
    this.alarm = new Alarm(context, CHECK, PunctuationType.WALL_CLOCK_TIME, this::check);
  }

  /** A key is due so long from now, and no sooner. */
  public void set(String key, Duration fromNow) {
    if (dueAt.isEmpty()) {
      lookedAtMs = context.currentSystemTimeMs();
    }
    long now = countedMs + sinceLook(context.currentSystemTimeMs());
    dueAt.put(key, now + fromNow.toMillis());
    alarm.setNeeded(true);
  }

  /** A key is not due any more. */
  public void clear(String key) {
    dueAt.remove(key);
    alarm.setNeeded(!dueAt.isEmpty());
  }

  private long sinceLook(long nowMs) {
    return Math.max(0, Math.min(MOST_A_LOOK_MS, nowMs - lookedAtMs));
  }

  private void check(long nowMs) {
    countedMs += sinceLook(nowMs);
    lookedAtMs = nowMs;
    List<String> due =
        dueAt.entrySet().stream()
            .filter(key -> key.getValue() <= countedMs)
            .map(Map.Entry::getKey)
            .sorted()
            .toList();
    for (String key : due) {
      clear(key);
      action.accept(key, nowMs);
    }
  }
}
