package dev.gantry.bench.latency;

import dev.gantry.app.process.GantryProcess;
import dev.gantry.app.process.ProcessSettings;
import dev.gantry.bench.timing.Arrivals;
import dev.gantry.schemas.records.Alert;
import dev.gantry.schemas.records.AlertStatus;
import dev.gantry.schemas.records.FrameDetections;
import dev.gantry.schemas.records.TrackState;
import dev.gantry.schemas.records.TrackUpdate;
import dev.gantry.schemas.topic.Topic;
import dev.gantry.schemas.topic.TopicCatalogue;
import dev.gantry.topologies.runtime.Role;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * A way from detections to results, and how to tell which detection a result comes from.
 *
 * @param name for people
 * @param worker what makes the results
 * @param topic where they appear
 * @param values how they are read
 * @param timeOf event time of the detection, microseconds; {@link Arrivals#NONE} for what does not
 *     count
 */
record Way<V>(
    String name,
    Worker worker,
    Function<TopicCatalogue, Topic<?>> topic,
    Function<TopicCatalogue, Deserializer<V>> values,
    ToLongFunction<V> timeOf) {

  private static final Duration START = Duration.ofSeconds(60);

  /** Starts what makes the results. */
  interface Worker {

    /** Returns when it is ready for detections. */
    Running start(ProcessSettings settings, Load load) throws InterruptedException;
  }

  /** What makes the results, while it runs. */
  interface Running extends AutoCloseable {

    /**
     * Tells whether it still works.
     *
     * @throws IllegalStateException when it failed
     */
    void check();

    @Override
    void close();
  }

  /** From a new track to its alert, through TRACKING, MATCH and ALERTING: three hops. */
  static Way<Alert> toAlerts(boolean everything) {
    Set<Role> roles = EnumSet.of(Role.TRACKING, Role.MATCH, Role.ALERTING);
    return new Way<>(
        "alerts",
        (settings, load) -> product(everything ? settings : settings.withOnly(roles), load),
        TopicCatalogue::alerts,
        topics -> topics.alerts().valueSerde().deserializer(),
        alert -> alert.getStatus() == AlertStatus.FIRING ? alert.getStartedAtUs() : Arrivals.NONE);
  }

  /** To the steps of tracks, through TRACKING: one hop. */
  static Way<TrackUpdate> toTracks() {
    return new Way<>(
        "tracks",
        (settings, load) -> product(settings.withOnly(EnumSet.of(Role.TRACKING)), load),
        TopicCatalogue::vehicleTracks,
        topics -> topics.vehicleTracks().valueSerde().deserializer(),
        // An end is told with the frame that comes after the one it tells of.
        step ->
            step.getState() == TrackState.END || step.getState() == TrackState.WATCHED
                ? Arrivals.NONE
                : step.getCapturedAtUs());
  }

  /** To the same detections, through a loop that does nothing but pass them on. */
  static Way<FrameDetections> throughBareLoop() {
    return new Way<>(
        "bare loop",
        (settings, load) -> BareLoop.start(settings),
        BareLoop::results,
        topics -> topics.vehicleDetections().valueSerde().deserializer(),
        FrameDetections::getCapturedAtUs);
  }

  private static Running product(ProcessSettings settings, Load load) throws InterruptedException {
    GantryProcess process = GantryProcess.start(settings, BenchDefinitions.of(load.cameras()));
    try {
      process.awaitRunning(START);
    } catch (RuntimeException | InterruptedException e) {
      process.close();
      throw e;
    }
    return new Running() {
      @Override
      public void check() {
        process.check();
      }

      @Override
      public void close() {
        process.close();
      }
    };
  }
}
