package dev.gantry.ingest.cloudevents;

import dev.gantry.domain.time.Micros;
import dev.gantry.ingest.EventReader;
import dev.gantry.schemas.registry.InMemorySchemaRegistry;
import dev.gantry.schemas.topic.Topic;
import dev.gantry.schemas.topic.TopicCatalogue;
import dev.gantry.schemas.topic.TopicWriter;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** A server for one request at a time, on a Kafka that remembers, fails or waits. */
final class ServerFixture implements AutoCloseable {

  static final int MAX_BODY = 4096;

  private static final Instant NOW = Instant.parse("2026-02-08T11:00:00Z");

  static final long NOW_US = Micros.of(NOW);

  private final InMemorySchemaRegistry registry = new InMemorySchemaRegistry();
  final TopicCatalogue topics = new TopicCatalogue("", registry);
  private final HeldProducer producer = new HeldProducer();
  private final CloudEventServer server =
      CloudEventServer.start(
          new CloudEventSettings("127.0.0.1", 0, MAX_BODY, 1),
          new EventReader(topics, registry, Clock.fixed(NOW, ZoneOffset.UTC)),
          new TopicWriter(producer, Duration.ofSeconds(10)));

  URI address() {
    return server.address();
  }

  CloudEventServer.Counts counts() {
    return server.counts();
  }

  <V> List<V> sent(Topic<V> topic) {
    return producer.history().stream()
        .filter(message -> message.topic().equals(topic.name()))
        .map(
            message -> topic.valueSerde().deserializer().deserialize(topic.name(), message.value()))
        .toList();
  }

  /** Topics of what was sent, in order. */
  List<String> sentTo() {
    return producer.history().stream().map(ProducerRecord::topic).toList();
  }

  void failWith(RuntimeException failure) {
    producer.failure = failure;
  }

  void hold() {
    producer.open = new CountDownLatch(1);
  }

  void awaitHeld() throws InterruptedException {
    producer.reached.await();
  }

  void release() {
    producer.open.countDown();
  }

  @Override
  public void close() {
    server.close();
    producer.close();
  }

  /** A producer that confirms at once, unless it is told to fail or to wait. */
  private static final class HeldProducer extends MockProducer<byte[], byte[]> {

    private final CountDownLatch reached = new CountDownLatch(1);
    private volatile CountDownLatch open = new CountDownLatch(0);
    private volatile @Nullable RuntimeException failure;

    HeldProducer() {
      super(false, null, new ByteArraySerializer(), new ByteArraySerializer());
    }

    @Override
    public synchronized Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> message) {
      reached.countDown();
      try {
        open.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      Future<RecordMetadata> sent = super.send(message);
      RuntimeException why = failure;
      if (why == null) {
        completeNext();
      } else {
        errorNext(why);
      }
      return sent;
    }
  }
}
