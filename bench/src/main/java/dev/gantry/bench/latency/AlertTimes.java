package dev.gantry.bench.latency;

import dev.gantry.schemas.records.Alert;
import dev.gantry.schemas.records.AlertStatus;
import dev.gantry.schemas.topic.Topic;
import dev.gantry.schemas.topic.WholeTopics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.WakeupException;

/** Reads alerts as they are committed, and times each from when its detection was due. */
final class AlertTimes implements AutoCloseable {

  private static final long WORST_MICROS = TimeUnit.MINUTES.toMicros(5);

  private final KafkaConsumer<String, Alert> consumer;
  private final Topic<Alert> topic;
  private final PassingCars cars;
  private final LatencyBench.Schedule schedule;
  private final long startUs;
  private final Histogram micros = new Histogram(WORST_MICROS, 3);
  private final Thread thread = new Thread(this::read, "alert-times");
  private long measureFromNanos;

  AlertTimes(
      Map<String, Object> client,
      Topic<Alert> topic,
      PassingCars cars,
      LatencyBench.Schedule schedule,
      long startUs) {
    Map<String, Object> config = new HashMap<>(client);
    config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    consumer =
        new KafkaConsumer<>(
            config, topic.keySerde().deserializer(), topic.valueSerde().deserializer());
    this.topic = topic;
    this.cars = cars;
    this.schedule = schedule;
    this.startUs = startUs;
  }

  /** Begins to read; alerts of detections due within the warm-up are not counted. */
  void start(Duration warmup) {
    measureFromNanos = schedule.startNanos() + warmup.toNanos();
    WholeTopics.assign(consumer, List.of(topic.name()));
    thread.start();
  }

  private void read() {
    try (consumer) {
      while (true) {
        ConsumerRecords<String, Alert> found = consumer.poll(Duration.ofMillis(100));
        long now = System.nanoTime();
        for (ConsumerRecord<String, Alert> alert : found) {
          count(alert.value(), now);
        }
      }
    } catch (WakeupException stopped) {
      // close() asked for it
    }
  }

  private void count(Alert alert, long now) {
    if (alert.getStatus() != AlertStatus.FIRING) {
      return;
    }
    long due = schedule.dueNanos(cars.indexAt(alert.getStartedAtUs() - startUs));
    if (due >= measureFromNanos) {
      micros.recordValue(Math.min(WORST_MICROS, TimeUnit.NANOSECONDS.toMicros(now - due)));
    }
  }

  /** The latencies in microseconds, once nothing more is read. */
  Histogram histogram() {
    close();
    return micros;
  }

  @Override
  public void close() {
    consumer.wakeup();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
