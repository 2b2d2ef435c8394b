package dev.gantry.bench.latency;

import dev.gantry.app.process.ProcessSettings;
import dev.gantry.schemas.records.FrameDetections;
import dev.gantry.schemas.registry.RestSchemaRegistry;
import dev.gantry.schemas.serde.InputDecoder;
import dev.gantry.schemas.topic.Topic;
import dev.gantry.schemas.topic.TopicAdmin;
import dev.gantry.schemas.topic.TopicCatalogue;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * The least that an exactly-once hop can be: one consumer and one transactional producer that
 * decode and check detections as the entrance of TRACKING does, encode them again and write them
 * on, in transactions as long as TRACKING's.
 */
final class BareLoop implements Way.Running {

  private static final Duration START = Duration.ofSeconds(60);

  private final RestSchemaRegistry registry;
  private final TopicCatalogue topics;
  private final InputDecoder<FrameDetections> decoder;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final KafkaProducer<byte[], byte[]> producer;
  private final Duration poll;
  private final long commitNanos;
  private final Map<TopicPartition, OffsetAndMetadata> open = new HashMap<>();
  private final CountDownLatch assigned = new CountDownLatch(1);
  private final Thread thread = new Thread(this::run, "bare-loop");
  private volatile boolean stopped;
  private volatile @Nullable RuntimeException failure;

  private BareLoop(ProcessSettings settings) {
    registry = new RestSchemaRegistry(settings.registry());
    topics = new TopicCatalogue(settings.topicsPrefix(), registry);
    try (Admin admin = Admin.create(settings.client())) {
      TopicAdmin.ensure(admin, topics.all(), settings.partitions());
    }
    decoder = new InputDecoder<>(FrameDetections.class, registry);
    BareClients clients = new BareClients(settings);
    poll = clients.poll();
    commitNanos = clients.commitInterval().toNanos();
    consumer = clients.consumer();
    producer = clients.producer();
  }

  /** Starts it; when this returns it has its partitions. */
  static BareLoop start(ProcessSettings settings) throws InterruptedException {
    BareLoop loop = new BareLoop(settings);
    loop.thread.start();
    boolean ready = loop.assigned.await(START.toSeconds(), TimeUnit.SECONDS);
    if (!ready || loop.failure != null) {
      loop.close();
      throw new IllegalStateException("the bare loop did not start", loop.failure);
    }
    return loop;
  }

  /** Where detections are passed on to: the topic that TRACKING writes to. */
  static Topic<?> results(TopicCatalogue topics) {
    return topics.vehicleTracks();
  }

  private void run() {
    try (consumer;
        producer) {
      producer.initTransactions();
      consumer.subscribe(List.of(topics.vehicleDetections().name()));
      while (!stopped) {
        transaction();
      }
    } catch (RuntimeException e) {
      failure = e;
    } finally {
      assigned.countDown();
    }
  }

  private void transaction() {
    long began = System.nanoTime();
    do {
      ConsumerRecords<byte[], byte[]> records = consumer.poll(poll);
      if (!consumer.assignment().isEmpty()) {
        assigned.countDown();
      }
      passOn(records);
    } while (System.nanoTime() - began < commitNanos);
    commit();
  }

  private void passOn(ConsumerRecords<byte[], byte[]> records) {
    if (open.isEmpty() && !records.isEmpty()) {
      producer.beginTransaction();
    }
    for (ConsumerRecord<byte[], byte[]> record : records) {
      Topic<FrameDetections> topic = topics.vehicleDetections();
      FrameDetections value = decoder.decode(record.topic(), record.key(), record.value());
      byte[] again = topic.valueSerde().serializer().serialize(topic.name(), value);
      Future<?> unused = // the commit tells of failures
          producer.send(new ProducerRecord<>(results(topics).name(), record.key(), again));
      open.put(
          new TopicPartition(record.topic(), record.partition()),
          new OffsetAndMetadata(record.offset() + 1));
    }
  }

  private void commit() {
    if (!open.isEmpty()) {
      producer.sendOffsetsToTransaction(open, consumer.groupMetadata());
      producer.commitTransaction();
      open.clear();
    }
  }

  @Override
  public void check() {
    if (failure != null) {
      throw new IllegalStateException("the bare loop failed", failure);
    }
  }

  @Override
  public void close() {
    stopped = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    registry.close();
  }
}
