package dev.gantry.bench.rules;

import dev.gantry.schemas.records.Alert;
import dev.gantry.schemas.records.AlertStatus;
import dev.gantry.schemas.topic.TopicCatalogue;
import dev.gantry.schemas.topic.WholeTopics;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/** How fast the alerts of events come that lay there before, and what processor time they took. */
final class Throughput {

  /** Share of the alerts after which the run counts: loading and most compiling lie before. */
  private static final double WARM_UP = .4;

  private static final Duration POLL = Duration.ofMillis(50);
  private static final Duration MOST = Duration.ofMinutes(5);
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final Map<String, Object> client;
  private final TopicCatalogue topics;

  /**
   * What was measured.
   *
   * @param eventsPerSecond events a second through MATCH and ALERTING
   * @param micros processor time of both for an event, clients included, microseconds
   * @param allMicros processor time of the whole process for an event, broker included,
   *     microseconds
   */
  record Rate(double eventsPerSecond, double micros, double allMicros) {

    /** Part of the processor time that is not the broker's or the bench's, 0 to 1. */
    double share() {
      return micros / allMicros;
    }
  }

  /**
   * One look.
   *
   * @param alerts alerts that had begun by then
   */
  private record Sample(long nanos, long alerts, long productNanos, long allNanos) {}

  Throughput(Map<String, Object> client, TopicCatalogue topics) {
    this.client = client;
    this.topics = topics;
  }

  /**
   * Waits for all alerts.
   *
   * @param events events that lie there, of which each {@link RuleEvents#MARKED_EVERY}th fires
   * @throws IllegalStateException when alerts are missing after five minutes
   */
  Rate measure(long events) {
    long wanted = events / RuleEvents.MARKED_EVERY;
    List<Sample> samples = new ArrayList<>();
    long deadline = System.nanoTime() + MOST.toNanos();
    long alerts = 0;
    try (KafkaConsumer<String, Alert> consumer = consumer()) {
      WholeTopics.assign(consumer, List.of(topics.alerts().name()));
      while (alerts < wanted) {
        if (System.nanoTime() > deadline) {
          throw new IllegalStateException(
              "expected %d alerts, found %d after %d s"
                  .formatted(wanted, alerts, MOST.toSeconds()));
        }
        for (ConsumerRecord<String, Alert> record : consumer.poll(POLL)) {
          alerts += record.value().getStatus() == AlertStatus.FIRING ? 1 : 0;
        }
        samples.add(look(alerts));
      }
    }
    return rate(samples, wanted);
  }

  private KafkaConsumer<String, Alert> consumer() {
    Map<String, Object> config = new HashMap<>(client);
    config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    return new KafkaConsumer<>(
        config,
        topics.alerts().keySerde().deserializer(),
        topics.alerts().valueSerde().deserializer());
  }

  private static Rate rate(List<Sample> samples, long wanted) {
    Sample end = samples.get(samples.size() - 1);
    Sample begin =
        samples.stream()
            .filter(sample -> sample.alerts >= WARM_UP * wanted)
            .findFirst()
            .orElse(end);
    double events = (double) (end.alerts - begin.alerts) * RuleEvents.MARKED_EVERY;
    if (events <= 0) {
      throw new IllegalStateException(
          "the run was over before it was steady: expected more events");
    }
    return new Rate(
        events / ((end.nanos - begin.nanos) / 1e9),
        (end.productNanos - begin.productNanos) / 1e3 / events,
        (end.allNanos - begin.allNanos) / 1e3 / events);
  }

  private static Sample look(long alerts) {
    long product = 0;
    for (ThreadInfo thread : THREADS.getThreadInfo(THREADS.getAllThreadIds())) {
      if (thread != null && isOfTheProduct(thread.getThreadName())) {
        product += Math.max(0, THREADS.getThreadCpuTime(thread.getThreadId()));
      }
    }
    long all = ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO).toNanos();
    return new Sample(System.nanoTime(), alerts, product, all);
  }

  /** Threads of a role and those of its clients bear its application's name. */
  private static boolean isOfTheProduct(String thread) {
    return thread.contains("gantry-match") || thread.contains("gantry-alerting");
  }
}
