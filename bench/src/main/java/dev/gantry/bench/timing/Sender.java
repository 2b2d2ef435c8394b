package dev.gantry.bench.timing;

import dev.gantry.schemas.topic.Topic;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongFunction;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Sends a load on schedule, whatever becomes of the records sent before. */
public final class Sender {

  private static final long WORST_MICROS = TimeUnit.MINUTES.toMicros(5);

  private final Map<String, Object> client;

  /**
   * How sending went.
   *
   * @param rate records a second, as achieved
   * @param lateP99Ms by how much the sender itself was late, 99th percentile of all records,
   *     milliseconds
   */
  public record Sent(double rate, double lateP99Ms) {}

  /**
   * @param client how to reach the cluster
   */
  public Sender(Map<String, Object> client) {
    this.client = client;
  }

  /** A record as it is sent. */
  public static <V> ProducerRecord<byte[], byte[]> message(Topic<V> topic, String key, V value) {
    return new ProducerRecord<>(
        topic.name(),
        key.getBytes(StandardCharsets.UTF_8),
        topic.valueSerde().serializer().serialize(topic.name(), value));
  }

  /**
   * Sends records.
   *
   * @param count how many
   * @param message the n-th of them
   * @throws IllegalStateException when one could not be written
   */
  public Sent send(
      long count, LongFunction<ProducerRecord<byte[], byte[]>> message, Schedule schedule) {
    Histogram late = new Histogram(WORST_MICROS, 3);
    AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    try (KafkaProducer<byte[], byte[]> producer = producer()) {
      for (long n = 0; n < count; n++) {
        ProducerRecord<byte[], byte[]> record = message.apply(n);
        schedule.await(n);
        long lateNanos = System.nanoTime() - schedule.dueNanos(n);
        late.recordValue(Math.min(WORST_MICROS, TimeUnit.NANOSECONDS.toMicros(lateNanos)));
        Future<?> unused = // the callback is told the same
            producer.send(record, (metadata, error) -> failure.compareAndSet(null, error));
      }
      producer.flush();
      double rate = count / schedule.secondsSinceStart();
      requireWritten(failure.get());
      return new Sent(rate, late.getValueAtPercentile(99) / 1000.0);
    }
  }

  private static void requireWritten(@Nullable Exception failure) {
    if (failure != null) {
      throw new IllegalStateException("a record could not be written", failure);
    }
  }

  private KafkaProducer<byte[], byte[]> producer() {
    Map<String, Object> config = new HashMap<>(client);
    config.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    config.put(ProducerConfig.ACKS_CONFIG, "all");
    return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
  }
}
