package dev.gantry.bench.rules;

import dev.gantry.app.cluster.EmbeddedCluster;
import dev.gantry.app.cluster.EmbeddedClusterSettings;
import dev.gantry.app.process.GantryProcess;
import dev.gantry.app.process.ProcessSettings;
import dev.gantry.bench.timing.Arrivals;
import dev.gantry.bench.timing.Leg;
import dev.gantry.bench.timing.Schedule;
import dev.gantry.bench.timing.Sender;
import dev.gantry.schemas.records.Alert;
import dev.gantry.schemas.records.AlertStatus;
import dev.gantry.schemas.records.AuthEvent;
import dev.gantry.schemas.records.TaskEvent;
import dev.gantry.schemas.records.TrackUpdate;
import dev.gantry.schemas.registry.RestSchemaRegistry;
import dev.gantry.schemas.topic.TopicCatalogue;
import dev.gantry.topologies.definition.ParsedDefinition;
import dev.gantry.topologies.runtime.Role;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Measures what rules cost: the evaluation alone; how many events a second pass MATCH and ALERTING,
 * exactly-once, on an embedded broker in this process; and how long a marked event takes to become
 * an alert that a read-committed consumer sees, at a steady rate.
 */
final class RulesBench {

  private static final Duration START = Duration.ofSeconds(60);
  private static final Duration QUIET = Duration.ofSeconds(2);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

  /** As fast as the broker takes them. */
  private static final int AT_ONCE = 1_000_000_000;

  private final Plan plan;
  private final List<ParsedDefinition> rules;
  private final Consumer<String> progress;

  /**
   * What to do.
   *
   * @param rules how many rules, {@link BenchRules#LEAST} or more
   * @param events events for the throughput
   * @param rate events a second for the latency
   * @param warmup how long before measuring latencies
   * @param measured how long to measure them
   * @param correlated how many correlated rules, a multiple of {@link CorrelatedRules#KINDS}; 0 to
   *     leave them out
   */
  record Plan(
      int rules, long events, int rate, Duration warmup, Duration measured, int correlated) {}

  RulesBench(Plan plan, Consumer<String> progress) {
    this.plan = plan;
    this.rules = BenchRules.of(plan.rules());
    this.progress = progress;
  }

  RulesResult run() throws InterruptedException {
    progress.accept("Evaluating %d rules ...".formatted(plan.rules()));
    RuleEvents load = new RuleEvents(plan.rate());
    Evaluation.Cost cost = new Evaluation(rules, load).measure();
    progress.accept("Sending %d events through them ...".formatted(plan.events()));
    Throughput.Rate rate = throughput(load);
    progress.accept("Timing alerts at %d events/s ...".formatted(plan.rate()));
    Leg leg = latency(load);
    return RulesResult.of(plan.rules(), cost, rate, leg, correlated());
  }

  private Optional<CorrelatedResult> correlated() throws InterruptedException {
    if (plan.correlated() == 0) {
      return Optional.empty();
    }
    progress.accept(
        "Timing %d correlated rules at %d events/s ...".formatted(plan.correlated(), plan.rate()));
    return Optional.of(
        new CorrelatedBench(
                new CorrelatedBench.Plan(
                    plan.correlated(), plan.rate(), plan.warmup(), plan.measured()))
            .run());
  }

  private Throughput.Rate throughput(RuleEvents load) throws InterruptedException {
    try (EmbeddedCluster cluster = EmbeddedCluster.start(EmbeddedClusterSettings.temporary())) {
      ProcessSettings settings = settings(cluster);
      try (RestSchemaRegistry registry = new RestSchemaRegistry(settings.registry())) {
        TopicCatalogue topics = new TopicCatalogue(settings.topicsPrefix(), registry);
        start(settings, rules).close(); // makes the topics, and publishes the rules
        new Sender(settings.client())
            .send(
                plan.events(),
                n -> message(topics, load.event(n)),
                new Schedule(System.nanoTime(), AT_ONCE));
        try (GantryProcess process = start(settings, rules)) {
          Throughput.Rate rate = new Throughput(settings.client(), topics).measure(plan.events());
          process.check();
          return rate;
        }
      }
    }
  }

  private Leg latency(RuleEvents load) throws InterruptedException {
    try (EmbeddedCluster cluster = EmbeddedCluster.start(EmbeddedClusterSettings.temporary())) {
      ProcessSettings settings = settings(cluster);
      try (GantryProcess process = start(settings, rules);
          RestSchemaRegistry registry = new RestSchemaRegistry(settings.registry())) {
        Leg leg = latency(load, settings, new TopicCatalogue(settings.topicsPrefix(), registry));
        process.check();
        return leg;
      }
    }
  }

  private Leg latency(RuleEvents load, ProcessSettings settings, TopicCatalogue topics)
      throws InterruptedException {
    long count = plan.rate() * (plan.warmup().toSeconds() + plan.measured().toSeconds());
    Schedule schedule = new Schedule(System.nanoTime(), plan.rate());
    try (Arrivals<Alert> arrivals =
        new Arrivals<>(
            settings.client(),
            topics.alerts(),
            topics.alerts().valueSerde().deserializer(),
            alert -> indexOf(alert, load),
            schedule,
            plan.rate() * plan.warmup().toSeconds())) {
      arrivals.start();
      Sender.Sent sent =
          new Sender(settings.client()).send(count, n -> message(topics, load.event(n)), schedule);
      long last = arrivals.awaitLast(QUIET, LONGEST_WAIT);
      // The last that fires is one of the last hundred.
      double lastAfterMs = (last - schedule.dueNanos(count - 1)) / 1e6;
      return Leg.of("alerts", plan.rate(), sent, lastAfterMs, arrivals.histogram());
    }
  }

  private static long indexOf(Alert alert, RuleEvents load) {
    return alert.getStatus() == AlertStatus.FIRING
        ? load.indexAt(alert.getStartedAtUs())
        : Arrivals.NONE;
  }

  static ProcessSettings settings(EmbeddedCluster cluster) {
    return ProcessSettings.embedded(cluster, 0).withOnly(EnumSet.of(Role.MATCH, Role.ALERTING));
  }

  static GantryProcess start(ProcessSettings settings, List<ParsedDefinition> definitions)
      throws InterruptedException {
    GantryProcess process = GantryProcess.start(settings, definitions);
    try {
      process.awaitRunning(START);
      return process;
    } catch (RuntimeException | InterruptedException e) {
      process.close();
      throw e;
    }
  }

  static ProducerRecord<byte[], byte[]> message(TopicCatalogue topics, SpecificRecordBase event) {
    if (event instanceof TrackUpdate track) {
      return Sender.message(topics.vehicleTracks(), track.getCameraId(), track);
    }
    if (event instanceof TaskEvent task) {
      return Sender.message(topics.taskEvents(), task.getTaskId(), task);
    }
    AuthEvent signIn = (AuthEvent) event;
    return Sender.message(topics.authEvents(), signIn.getPrincipal(), signIn);
  }
}
