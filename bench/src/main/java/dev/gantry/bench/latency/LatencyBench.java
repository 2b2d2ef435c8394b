package dev.gantry.bench.latency;

import dev.gantry.app.cluster.EmbeddedCluster;
import dev.gantry.app.cluster.EmbeddedClusterSettings;
import dev.gantry.app.process.ProcessSettings;
import dev.gantry.bench.timing.Arrivals;
import dev.gantry.bench.timing.Leg;
import dev.gantry.bench.timing.Schedule;
import dev.gantry.bench.timing.Sender;
import dev.gantry.schemas.records.FrameDetections;
import dev.gantry.schemas.registry.RestSchemaRegistry;
import dev.gantry.schemas.topic.TopicCatalogue;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Measures from a detection record handed to the producer to its result returned by a
 * read-committed consumer: to its alert; and to its track, beside a bare loop, in turns.
 *
 * <p>Every car of the load makes a track, and every new track an alert. Records are sent on
 * schedule whatever becomes of the earlier ones, and timed from when they were due, so that a stall
 * counts against every record that had to wait for it. Each leg has a broker of its own.
 */
final class LatencyBench {

  private static final Duration QUIET = Duration.ofSeconds(2);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);
  private static final Instant EVENT_START = Instant.parse("2026-01-01T00:00:00Z");
  private static final long START_US = TimeUnit.SECONDS.toMicros(EVENT_START.getEpochSecond());

  private final Plan plan;
  private final Consumer<String> progress;

  /**
   * What to do.
   *
   * @param alerts load of the way to alerts; absent when it is not measured
   * @param everything whether the other roles and the API run beside those of that way
   * @param hop load of the way to tracks and of the bare loop
   * @param rounds how often each of the two is measured, 0 or more
   */
  record Plan(Optional<Load> alerts, boolean everything, Load hop, int rounds) {}

  LatencyBench(Plan plan, Consumer<String> progress) {
    this.plan = plan;
    this.progress = progress;
  }

  LatencyResult run() throws InterruptedException {
    Optional<Leg> alerts = Optional.empty();
    if (plan.alerts().isPresent()) {
      alerts = Optional.of(measure(Way.toAlerts(plan.everything()), plan.alerts().get()));
    }
    List<LatencyResult.Round> rounds = new ArrayList<>();
    for (int round = 0; round < plan.rounds(); round++) {
      rounds.add(
          new LatencyResult.Round(
              measure(Way.toTracks(), plan.hop()), measure(Way.throughBareLoop(), plan.hop())));
    }
    return LatencyResult.of(alerts, rounds);
  }

  private <V> Leg measure(Way<V> way, Load load) throws InterruptedException {
    progress.accept(
        "%s: %d records/s from %d cameras ...".formatted(way.name(), load.rate(), load.cameras()));
    try (EmbeddedCluster cluster = EmbeddedCluster.start(EmbeddedClusterSettings.temporary())) {
      ProcessSettings settings = ProcessSettings.embedded(cluster, 0);
      try (Way.Running running = way.worker().start(settings, load)) {
        Leg leg = measure(way, load, settings);
        running.check();
        progress.accept(leg.words());
        return leg;
      }
    }
  }

  private static <V> Leg measure(Way<V> way, Load load, ProcessSettings settings)
      throws InterruptedException {
    PassingCars cars = new PassingCars(load.cameras(), load.framesPerSecond());
    try (RestSchemaRegistry registry = new RestSchemaRegistry(settings.registry())) {
      TopicCatalogue topics = new TopicCatalogue(settings.topicsPrefix(), registry);
      Sender sender = new Sender(settings.client());
      Schedule schedule = new Schedule(System.nanoTime(), load.rate());
      try (Arrivals<V> arrivals =
          new Arrivals<>(
              settings.client(),
              way.topic().apply(topics),
              way.values().apply(topics),
              result -> indexOf(way.timeOf().applyAsLong(result), cars),
              schedule,
              load.firstMeasured())) {
        arrivals.start();
        Sender.Sent sent =
            sender.send(load.records(), n -> message(topics, cars.record(n, START_US)), schedule);
        long last = arrivals.awaitLast(QUIET, LONGEST_WAIT);
        double lastAfterMs = (last - schedule.dueNanos(load.records() - 1)) / 1e6;
        return Leg.of(way.name(), load.rate(), sent, lastAfterMs, arrivals.histogram());
      }
    }
  }

  private static ProducerRecord<byte[], byte[]> message(
      TopicCatalogue topics, FrameDetections frame) {
    return Sender.message(topics.vehicleDetections(), frame.getCameraId(), frame);
  }

  private static long indexOf(long timeUs, PassingCars cars) {
    return timeUs == Arrivals.NONE ? Arrivals.NONE : cars.indexAt(timeUs - START_US);
  }
}
