package dev.gantry.bench.rules;

import dev.gantry.app.cluster.EmbeddedCluster;
import dev.gantry.app.cluster.EmbeddedClusterSettings;
import dev.gantry.app.process.GantryProcess;
import dev.gantry.app.process.ProcessSettings;
import dev.gantry.bench.rules.CorrelatedResult.Figures;
import dev.gantry.bench.timing.Arrivals;
import dev.gantry.bench.timing.Schedule;
import dev.gantry.bench.timing.Sender;
import dev.gantry.domain.time.Micros;
import dev.gantry.schemas.records.Alert;
import dev.gantry.schemas.records.AlertStatus;
import dev.gantry.schemas.records.TimeMode;
import dev.gantry.schemas.registry.RestSchemaRegistry;
import dev.gantry.schemas.topic.TopicCatalogue;
import java.time.Duration;
import java.time.Instant;

/**
 * Measures how long correlated rules take, at a steady rate of live events: from when the event
 * that completes a correlation was due, or the deadline by which something did not come, until a
 * read-committed consumer sees the alert.
 */
final class CorrelatedBench {

  /** The load goes on for so long after what is measured: alerts wait for streams that go on. */
  private static final int AFTERWARDS_SECONDS = 10;

  private static final Duration QUIET = Duration.ofSeconds(3);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

  private final Plan plan;

  /**
   * What to do.
   *
   * @param rules how many rules, a multiple of {@link CorrelatedRules#KINDS}
   * @param rate events a second
   * @param warmup how long before measuring
   * @param measured how long to measure
   */
  record Plan(int rules, int rate, Duration warmup, Duration measured) {

    /** The first event that counts. */
    private long first() {
      return rate * warmup.toSeconds();
    }

    /** The event after the last that counts. */
    private long end() {
      return rate * (warmup.toSeconds() + measured.toSeconds());
    }

    private long all() {
      return end() + (long) rate * AFTERWARDS_SECONDS;
    }

    /** Events between one and the deadline that it begins. */
    private long untilDeadline() {
      return (long) rate * CorrelatedRules.DEADLINE_SECONDS;
    }
  }

  CorrelatedBench(Plan plan) {
    this.plan = plan;
  }

  CorrelatedResult run() throws InterruptedException {
    try (EmbeddedCluster cluster = EmbeddedCluster.start(EmbeddedClusterSettings.temporary())) {
      ProcessSettings settings = RulesBench.settings(cluster);
      try (GantryProcess process = RulesBench.start(settings, CorrelatedRules.of(plan.rules()));
          RestSchemaRegistry registry = new RestSchemaRegistry(settings.registry())) {
        CorrelatedResult result =
            measure(settings, new TopicCatalogue(settings.topicsPrefix(), registry));
        process.check();
        return result;
      }
    }
  }

  private CorrelatedResult measure(ProcessSettings settings, TopicCatalogue topics)
      throws InterruptedException {
    Schedule schedule = new Schedule(System.nanoTime(), plan.rate());
    CorrelatedEvents load =
        new CorrelatedEvents(
            new RuleEvents(plan.rate(), Micros.of(Instant.now()), TimeMode.LIVE),
            plan.rules() / CorrelatedRules.KINDS);
    try (Arrivals<Alert> completed = arrivals(settings, topics, schedule, load, false);
        Arrivals<Alert> deadlines = arrivals(settings, topics, schedule, load, true)) {
      completed.start();
      deadlines.start();
      Sender.Sent sent =
          new Sender(settings.client())
              .send(plan.all(), n -> RulesBench.message(topics, load.event(n)), schedule);
      long unused = completed.awaitLast(QUIET, LONGEST_WAIT);
      unused = deadlines.awaitLast(QUIET, LONGEST_WAIT);
      return CorrelatedResult.of(
          plan.rules(),
          plan.rate(),
          sent,
          Figures.of(load.completed(plan.first(), plan.end()), completed.histogram()),
          Figures.of(load.deadlines(plan.first(), plan.end()), deadlines.histogram()));
    }
  }

  private Arrivals<Alert> arrivals(
      ProcessSettings settings,
      TopicCatalogue topics,
      Schedule schedule,
      CorrelatedEvents load,
      boolean deadlines) {
    long later = deadlines ? plan.untilDeadline() : 0;
    return new Arrivals<>(
        settings.client(),
        topics.alerts(),
        topics.alerts().valueSerde().deserializer(),
        alert -> {
          long index = load.others().indexAt(alert.getFiredAtUs());
          boolean counts =
              alert.getStatus() == AlertStatus.FIRING && isOfDeadline(alert) == deadlines;
          return counts && index < plan.end() + later ? index : Arrivals.NONE;
        },
        schedule,
        plan.first() + later);
  }

  private static boolean isOfDeadline(Alert alert) {
    return alert.getRule().startsWith(CorrelatedRules.NOBODY);
  }
}
