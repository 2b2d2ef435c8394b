package dev.gantry.bench.latency;

import dev.gantry.app.cluster.EmbeddedCluster;
import dev.gantry.app.cluster.EmbeddedClusterSettings;
import dev.gantry.app.process.GantryProcess;
import dev.gantry.app.process.ProcessSettings;
import dev.gantry.schemas.records.FrameDetections;
import dev.gantry.schemas.topic.Topic;
import dev.gantry.topologies.runtime.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Measures from a detection record handed to the producer to its alert record returned by a
 * read-committed consumer.
 *
 * <p>Every car of the load makes a track, and every new track an alert. Records are sent on
 * schedule whatever becomes of the earlier ones, and timed from when they were due, so that a stall
 * counts against every record that had to wait for it.
 */
final class LatencyBench {

  /** What a detection passes through on its way to an alert. */
  private static final Set<Role> HOPS = EnumSet.of(Role.TRACKING, Role.MATCH, Role.ALERTING);

  private static final Duration LAST_ALERTS = Duration.ofSeconds(5);
  private static final Instant EVENT_START = Instant.parse("2026-01-01T00:00:00Z");

  private final Load load;
  private final Consumer<String> progress;

  /**
   * What to send.
   *
   * @param rate records a second
   * @param cameras cameras they come from
   * @param warmup how long before measuring
   * @param measured how long to measure
   * @param everything whether the other roles and the API run beside the hops
   */
  record Load(int rate, int cameras, Duration warmup, Duration measured, boolean everything) {

    Load {
      if (rate < 1 || cameras < 1 || rate < cameras) {
        throw new IllegalArgumentException(
            "expected a rate of at least one record a second and camera, found rate "
                + rate
                + " with "
                + cameras
                + " cameras");
      }
    }

    double framesPerSecond() {
      return (double) rate / cameras;
    }

    long records() {
      return rate * (warmup.toSeconds() + measured.toSeconds());
    }
  }

  LatencyBench(Load load, Consumer<String> progress) {
    this.load = load;
    this.progress = progress;
  }

  LatencyResult run() throws InterruptedException {
    try (EmbeddedCluster cluster = EmbeddedCluster.start(EmbeddedClusterSettings.temporary())) {
      ProcessSettings settings = settings(cluster);
      try (GantryProcess process =
          GantryProcess.start(settings, BenchDefinitions.of(load.cameras()))) {
        process.awaitRunning(Duration.ofSeconds(60));
        return measure(process, settings);
      }
    }
  }

  private ProcessSettings settings(EmbeddedCluster cluster) {
    ProcessSettings all = ProcessSettings.embedded(cluster, 0);
    return load.everything() ? all : all.withOnly(HOPS);
  }

  private LatencyResult measure(GantryProcess process, ProcessSettings settings)
      throws InterruptedException {
    long startUs = TimeUnit.SECONDS.toMicros(EVENT_START.getEpochSecond());
    Schedule schedule = new Schedule(System.nanoTime(), load.rate());
    PassingCars cars = new PassingCars(load.cameras(), load.framesPerSecond());
    try (AlertTimes alerts =
        new AlertTimes(settings.client(), process.topics().alerts(), cars, schedule, startUs)) {
      alerts.start(load.warmup());
      progress.accept(
          "Sending " + load.rate() + " records/s from " + load.cameras() + " cameras ...");
      double rate = send(process.topics().vehicleDetections(), settings, cars, schedule, startUs);
      TimeUnit.MILLISECONDS.sleep(LAST_ALERTS.toMillis());
      process.check();
      return LatencyResult.of(rate, alerts.histogram());
    }
  }

  private double send(
      Topic<FrameDetections> topic,
      ProcessSettings settings,
      PassingCars cars,
      Schedule schedule,
      long startUs) {
    Map<String, Object> config = new HashMap<>(settings.client());
    config.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    config.put(ProducerConfig.ACKS_CONFIG, "all");
    try (KafkaProducer<String, FrameDetections> producer =
        new KafkaProducer<>(
            config, topic.keySerde().serializer(), topic.valueSerde().serializer())) {
      for (long n = 0; n < load.records(); n++) {
        FrameDetections value = cars.record(n, startUs);
        schedule.await(n);
        Future<?> unused = // the callback is told the same
            producer.send(
                new ProducerRecord<>(topic.name(), value.getCameraId(), value),
                (metadata, error) -> {
                  if (error != null) {
                    progress.accept("not written: " + error.getMessage());
                  }
                });
      }
      producer.flush();
      return load.records() / schedule.secondsSinceStart();
    }
  }

  /**
   * When each record is due.
   *
   * @param startNanos when the first is, on the scale of {@link System#nanoTime()}
   * @param rate records a second
   */
  record Schedule(long startNanos, int rate) {

    long dueNanos(long n) {
      return startNanos + Math.round(n * 1e9 / rate);
    }

    void await(long n) {
      long left;
      while ((left = dueNanos(n) - System.nanoTime()) > 0) {
        LockSupport.parkNanos(left);
      }
    }

    double secondsSinceStart() {
      return (System.nanoTime() - startNanos) / 1e9;
    }
  }
}
