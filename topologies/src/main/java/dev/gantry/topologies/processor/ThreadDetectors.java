package dev.gantry.topologies.processor;

import dev.gantry.domain.detection.Detector;
import dev.gantry.domain.detection.DetectorFactory;
import dev.gantry.domain.detection.ModelDescriptor;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The detectors of one stream thread, shared by its tasks: a model is loaded once a thread, not
 * once a partition, and closed when the thread's last task is.
 */
final class ThreadDetectors {

  private final ThreadDetectors.Threads threads;
  private final DetectorFactory factory;
  private final long retryMs;
  private final Map<ModelDescriptor, Loaded> loaded = new HashMap<>();
  private int users;

  private record Loaded(@Nullable Detector detector, String failure, long triedAtMs) {}

  private ThreadDetectors(Threads threads, DetectorFactory factory, Duration retry) {
    this.threads = threads;
    this.factory = factory;
    this.retryMs = retry.toMillis();
  }

  /** All threads' detectors. */
  static final class Threads {
    private final ConcurrentHashMap<Thread, ThreadDetectors> byThread = new ConcurrentHashMap<>();
    private final DetectorFactory factory;
    private final Duration retry;

    /**
     * @param retry how long a model that could not be loaded is left alone
     */
    Threads(DetectorFactory factory, Duration retry) {
      this.factory = factory;
      this.retry = retry;
    }

    /** The detectors of the calling thread; each call wants one {@link #release}. */
    ThreadDetectors acquire() {
      ThreadDetectors own =
          byThread.computeIfAbsent(
              Thread.currentThread(), thread -> new ThreadDetectors(this, factory, retry));
      own.users++;
      return own;
    }
  }

  /**
   * What a model is answered with: a detector, or why there is none.
   *
   * @param detector absent when the model can't be loaded
   * @param failure why; empty when there is a detector
   */
  record Answer(Optional<Detector> detector, String failure) {}

  /** The detector of a model, loaded on first use. */
  Answer find(ModelDescriptor model, long nowMs) {
    Loaded known = loaded.get(model);
    if (known == null || (known.detector == null && nowMs - known.triedAtMs >= retryMs)) {
      known = load(model, nowMs);
      loaded.put(model, known);
    }
    return new Answer(Optional.ofNullable(known.detector), known.failure);
  }

  private Loaded load(ModelDescriptor model, long nowMs) {
    try {
      return new Loaded(factory.create(model), "", nowMs);
    } catch (IllegalArgumentException e) {
      return new Loaded(null, String.valueOf(e.getMessage()), nowMs);
    }
  }

  /** Closes the detectors when no task of the thread uses them any more. */
  void release() {
    users--;
    if (users == 0) {
      threads.byThread.values().remove(this);
      for (Loaded model : loaded.values()) {
        if (model.detector != null) {
          model.detector.close();
        }
      }
      loaded.clear();
    }
  }
}
