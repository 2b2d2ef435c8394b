package dev.gantry.topologies.processor;

import java.time.Duration;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.Punctuator;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.jspecify.annotations.Nullable;

/**
 * A punctuator that runs only while there is something to wait for: each run makes its task commit,
 * needed or not, so an idle task should have none. Use it from {@code init}, {@code process} and
 * the punctuator itself.
 */
public final class Alarm {

  private final ProcessorContext<?, ?> context;
  private final Duration interval;
  private final PunctuationType type;
  private final Punctuator action;
  private final long commitMs;
  private @Nullable Cancellable running;

  public Alarm(
      ProcessorContext<?, ?> context, Duration interval, PunctuationType type, Punctuator action) {
    this.context = context;
    this.interval = interval;
    this.type = type;
    this.action = action;
    this.commitMs = CommitPace.usualMs(context);
  }

  private void ring(long timestamp) {
    action.punctuate(timestamp);
    CommitPace.ofThread().rung(context, context.currentSystemTimeMs(), commitMs);
  }

  /** Starts or stops it; does nothing when it is so already. */
  public void setNeeded(boolean needed) {
    if (needed && running == null) {
      running = context.schedule(interval, type, this::ring);
    } else if (!needed && running != null) {
      running.cancel();
      running = null;
    }
  }
}
