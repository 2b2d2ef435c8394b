package dev.gantry.bench.latency;

import dev.gantry.schemas.records.FrameDetections;
import dev.gantry.schemas.topic.Topic;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Sends a load on schedule, whatever becomes of the records sent before. */
final class Sender {

  private static final long WORST_MICROS = TimeUnit.MINUTES.toMicros(5);

  private final Map<String, Object> client;
  private final Topic<FrameDetections> topic;

  /**
   * How sending went.
   *
   * @param rate records a second, as achieved
   * @param lateP99Ms by how much the sender itself was late, 99th percentile of all records,
   *     milliseconds
   */
  record Sent(double rate, double lateP99Ms) {}

  Sender(Map<String, Object> client, Topic<FrameDetections> topic) {
    this.client = client;
    this.topic = topic;
  }

  /**
   * Sends all records.
   *
   * @param startUs event time of the first, microseconds
   * @throws IllegalStateException when one could not be written
   */
  Sent send(Load load, PassingCars cars, Schedule schedule, long startUs) {
    Histogram late = new Histogram(WORST_MICROS, 3);
    AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    try (KafkaProducer<String, FrameDetections> producer = producer()) {
      for (long n = 0; n < load.records(); n++) {
        FrameDetections value = cars.record(n, startUs);
        schedule.await(n);
        long lateNanos = System.nanoTime() - schedule.dueNanos(n);
        late.recordValue(Math.min(WORST_MICROS, TimeUnit.NANOSECONDS.toMicros(lateNanos)));
        Future<?> unused = // the callback is told the same
            producer.send(
                new ProducerRecord<>(topic.name(), value.getCameraId(), value),
                (metadata, error) -> failure.compareAndSet(null, error));
      }
      producer.flush();
      double rate = load.records() / schedule.secondsSinceStart();
      requireWritten(failure.get());
      return new Sent(rate, late.getValueAtPercentile(99) / 1000.0);
    }
  }

  private static void requireWritten(@Nullable Exception failure) {
    if (failure != null) {
      throw new IllegalStateException("a detection record could not be written", failure);
    }
  }

  private KafkaProducer<String, FrameDetections> producer() {
    Map<String, Object> config = new HashMap<>(client);
    config.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    config.put(ProducerConfig.ACKS_CONFIG, "all");
    return new KafkaProducer<>(
        config, topic.keySerde().serializer(), topic.valueSerde().serializer());
  }
}
