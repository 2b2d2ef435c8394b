package dev.gantry.topologies.processor;

import java.time.Duration;
import java.util.Objects;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.jspecify.annotations.Nullable;

/**
 * Decides when a thread commits what it made: at the usual pace while it keeps up, and less often
 * the longer its input has been waiting.
 *
 * <p>A commit costs the same however much it holds, so a thread that is behind catches up faster by
 * making fewer. A result waits for its commit at most a twentieth of the time that its record had
 * already waited in its topic, and at least the usual interval; records that are on time are never
 * held up by old ones of another partition. Where commits take longer than that, on slow brokers or
 * a busy machine, as long lies between them as they take: no more than half of a thread's time goes
 * to them. Kafka Streams' own interval is {@link #LONGEST}.
 */
public final class CommitPace {

  /** Property: usual time between commits, milliseconds; without it the pace is Kafka Streams'. */
  public static final String USUAL_MS = "gantry.commit.ms";

  /**
   * Longest time between commits, however old the input. What a commit lets others see at once they
   * read one partition after the other: the more there is, the further apart in event time the
   * cameras of a segment arrive.
   */
  public static final Duration LONGEST = Duration.ofMillis(250);

  private static final int SHARE = 20;

  /** One commit among so many decides how long they take. */
  private static final int SMOOTHING = 4;

  /** A commit is of all tasks of a thread. */
  private static final ThreadLocal<CommitPace> OF_THREAD = ThreadLocal.withInitial(CommitPace::new);

  /** When the last commit was over, as far as known; until then, when it was asked for. */
  private long lastMs;

  /** How long commits take, as far as it matters. */
  private double tookMs;

  private long dueMs = Long.MAX_VALUE;
  private @Nullable ProcessorContext<?, ?> waiting;
  private @Nullable Cancellable looks;

  private CommitPace() {}

  /** That of the calling thread. */
  static CommitPace ofThread() {
    return OF_THREAD.get();
  }

  /**
   * Takes note that the calling thread has committed all it made. Whatever time that took, the next
   * commit comes no sooner than usual: otherwise a thread whose commits take long would make
   * nothing but commits, of a record each.
   *
   * @param nowMs wall clock, milliseconds
   * @param tookMs how long the commit took
   */
  public static void committed(long nowMs, long tookMs) {
    CommitPace pace = ofThread();
    pace.lastMs = nowMs;
    pace.tookMs += (Math.min(tookMs, LONGEST.toMillis()) - pace.tookMs) / SMOOTHING;
    if (pace.waiting != null) {
      pace.forget(pace.waiting);
    }
  }

  /**
   * Usual time between commits of an application, milliseconds; 0 when it has none, as offline,
   * where nobody waits for commits, and looks that are due at times that never come would pile up.
   */
  static long usualMs(ProcessorContext<?, ?> context) {
    return Long.parseLong(Objects.toString(context.appConfigs().get(USUAL_MS), "0"));
  }

  /**
   * How long what comes of a record may wait for its commit, milliseconds.
   *
   * @param ageMs how long the record has been in its topic
   * @param usualMs usual time between commits
   */
  static long patienceMs(long ageMs, long usualMs) {
    return Math.max(usualMs, Math.min(ageMs / SHARE, LONGEST.toMillis()));
  }

  /**
   * Takes note of a record that is about to be processed.
   *
   * @param context of the task that processes it
   * @param appendedMs when the broker took the record, by its clock
   * @param usualMs usual time between commits
   */
  void see(ProcessorContext<?, ?> context, long appendedMs, long usualMs) {
    long nowMs = context.currentSystemTimeMs();
    wait(context, nowMs, patienceMs(nowMs - appendedMs, affordableMs(usualMs)), usualMs);
    look(nowMs);
  }

  /** Takes note that a timer of a task has run. */
  void rung(ProcessorContext<?, ?> context, long nowMs, long usualMs) {
    wait(context, nowMs, affordableMs(usualMs), usualMs);
  }

  /** The usual time between commits, or a longer one that commits take themselves. */
  private long affordableMs(long usualMs) {
    return Math.max(usualMs, Math.round(tookMs));
  }

  /** Times are counted from the last commit: after a quiet while the first result goes at once. */
  private void wait(ProcessorContext<?, ?> context, long nowMs, long patienceMs, long usualMs) {
    if (usualMs == 0) {
      return;
    }
    long since = Math.max(0, Math.min(nowMs - lastMs, patienceMs));
    dueMs = Math.min(dueMs, nowMs + patienceMs - since);
    if (waiting == null) {
      waiting = context;
      looks =
          context.schedule(Duration.ofMillis(usualMs), PunctuationType.WALL_CLOCK_TIME, this::look);
    }
  }

  private void look(long nowMs) {
    if (waiting != null && nowMs >= dueMs) {
      waiting.commit();
      lastMs = nowMs;
      forget(waiting);
    }
  }

  /** Waits for a task no longer, since it ends or has been told to commit. */
  void forget(ProcessorContext<?, ?> context) {
    if (waiting == context && looks != null) {
      looks.cancel();
      looks = null;
      waiting = null;
      dueMs = Long.MAX_VALUE;
    }
  }
}
