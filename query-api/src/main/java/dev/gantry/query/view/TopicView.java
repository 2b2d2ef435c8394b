package dev.gantry.query.view;

import dev.gantry.query.view.ViewHealth.Phase;
import dev.gantry.schemas.registry.SchemaRegistryException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows one topic with a consumer of its own, outside any group, and feeds a sink.
 *
 * <p>A failure of the consumer is shown in the health, and reading goes on with a new consumer
 * where it stopped. A record that can't be decoded is counted and left out: whether it is a dead
 * letter is for the topologies to say.
 *
 * @param <V> decoded value
 */
final class TopicView<V> implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(TopicView.class);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration ASK = Duration.ofSeconds(5);
  private static final long RETRY_MS = 1000;

  /** Polls without records before the broker is asked whether it is there: poll never tells. */
  private static final int QUIET_POLLS = 20;

  private final String name;
  private final String topic;
  private final Function<ConsumerRecord<byte[], byte[]>, V> decoder;
  private final StartAt startAt;
  private final Supplier<? extends Consumer<byte[], byte[]>> consumers;
  private final ViewSink<V> sink;
  private final Thread thread;
  private final CountDownLatch closing = new CountDownLatch(1);

  /** Next offset to read, and the end when the view first saw the partition. Thread-confined. */
  private final Map<TopicPartition, Long> positions = new HashMap<>();

  private final Map<TopicPartition, Long> firstEnds = new HashMap<>();
  private boolean startedBefore;

  private volatile @Nullable Consumer<byte[], byte[]> current;
  private volatile Phase phase = Phase.STARTING;
  private volatile String detail = "reading what is there";
  private final AtomicLong records = new AtomicLong();
  private final AtomicLong unreadable = new AtomicLong();

  /**
   * @param name name for health, thread and logs
   * @param topic topic to follow
   * @param decoder makes the value of a record that has one; throws when it can not
   * @param startAt where to begin
   * @param consumers makes read-committed consumers; called again after each failure
   * @param sink takes the records in
   */
  TopicView(
      String name,
      String topic,
      Function<ConsumerRecord<byte[], byte[]>, V> decoder,
      StartAt startAt,
      Supplier<? extends Consumer<byte[], byte[]>> consumers,
      ViewSink<V> sink) {
    this.name = name;
    this.topic = topic;
    this.decoder = decoder;
    this.startAt = startAt;
    this.consumers = consumers;
    this.sink = sink;
    this.thread = new Thread(this::run, "view-" + name);
    this.thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  ViewHealth health() {
    return new ViewHealth(name, topic, phase, records.get(), unreadable.get(), detail);
  }

  /** Asks the view to stop reading. */
  void stop() {
    closing.countDown();
    Consumer<byte[], byte[]> consumer = current;
    if (consumer != null) {
      consumer.wakeup();
    }
  }

  /** Stops reading, and waits a few seconds for the thread to end. */
  @Override
  public void close() {
    stop();
    try {
      thread.join(ASK.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    while (!isClosing()) {
      try (Consumer<byte[], byte[]> consumer = consumers.get()) {
        current = consumer;
        follow(consumer);
      } catch (WakeupException e) {
        LOG.debug("view {} woken up to close", name);
      } catch (KafkaException e) {
        failed(e);
      } catch (RuntimeException e) {
        // a fault of ours; the view must not end in silence
        LOG.error("view {} of topic {} failed", name, topic, e);
        failed(e);
      } finally {
        current = null;
      }
    }
  }

  private void follow(Consumer<byte[], byte[]> consumer) {
    assign(consumer, partitions(consumer));
    int quiet = 0;
    while (!isClosing()) {
      ConsumerRecords<byte[], byte[]> batch = consumer.poll(POLL);
      for (ConsumerRecord<byte[], byte[]> source : batch) {
        take(source);
      }
      // beyond the last record there may be markers of transactions, which are no records
      positions.replaceAll((partition, offset) -> consumer.position(partition, ASK));
      quiet = batch.isEmpty() ? quiet + 1 : 0;
      if (quiet >= QUIET_POLLS) {
        quiet = 0;
        askBroker(consumer);
      }
      if (phase == Phase.STARTING && isCaughtUp()) {
        phase = Phase.FOLLOWING;
        detail = "";
      }
    }
  }

  private void take(ConsumerRecord<byte[], byte[]> source) {
    TopicPartition partition = new TopicPartition(source.topic(), source.partition());
    records.incrementAndGet();
    boolean live = source.offset() >= firstEnds.getOrDefault(partition, 0L);
    try {
      if (source.value() == null) {
        sink.acceptEmpty(source, live);
      } else {
        sink.accept(source, decoder.apply(source), live);
      }
    } catch (SchemaRegistryException e) {
      if (e.kind() == SchemaRegistryException.Kind.UNAVAILABLE
          || e.kind() == SchemaRegistryException.Kind.REFUSED) {
        // says nothing about the record: read again from here
        records.decrementAndGet();
        throw new KafkaException("the schema registry can't be asked: " + e.getMessage(), e);
      }
      leaveOut(source, e);
    } catch (RuntimeException e) {
      leaveOut(source, e);
    }
    positions.put(partition, source.offset() + 1);
  }

  private void leaveOut(ConsumerRecord<byte[], byte[]> source, RuntimeException cause) {
    unreadable.incrementAndGet();
    LOG.warn(
        "view {}: left out record {} of {}-{}: {}",
        name,
        source.offset(),
        topic,
        source.partition(),
        cause.toString());
  }

  /** Fails when the broker is away; picks up partitions added meanwhile. */
  private void askBroker(Consumer<byte[], byte[]> consumer) {
    consumer.endOffsets(positions.keySet(), ASK);
    List<TopicPartition> partitions = partitions(consumer);
    if (partitions.size() > positions.size()) {
      assign(consumer, partitions);
    }
  }

  private List<TopicPartition> partitions(Consumer<byte[], byte[]> consumer) {
    List<PartitionInfo> infos = consumer.partitionsFor(topic, ASK);
    if (infos == null || infos.isEmpty()) {
      throw new KafkaException("topic " + topic + " does not exist yet");
    }
    List<TopicPartition> partitions = new ArrayList<>();
    for (PartitionInfo info : infos) {
      partitions.add(new TopicPartition(info.topic(), info.partition()));
    }
    return partitions;
  }

  private void assign(Consumer<byte[], byte[]> consumer, List<TopicPartition> partitions) {
    consumer.assign(partitions);
    List<TopicPartition> added = new ArrayList<>(partitions);
    added.removeAll(positions.keySet());
    Map<TopicPartition, Long> begins = consumer.beginningOffsets(added, ASK);
    Map<TopicPartition, Long> ends = consumer.endOffsets(added, ASK);
    Map<TopicPartition, Long> starts = starts(consumer, begins, ends);
    for (TopicPartition partition : added) {
      firstEnds.put(partition, ends.getOrDefault(partition, 0L));
      positions.put(partition, starts.getOrDefault(partition, 0L));
    }
    positions.forEach(consumer::seek);
    startedBefore = true;
    phase = isCaughtUp() ? Phase.FOLLOWING : Phase.STARTING;
    detail = phase == Phase.STARTING ? "reading what is there" : "";
  }

  /** A partition that appears later is read from its beginning: nothing in it was seen before. */
  private Map<TopicPartition, Long> starts(
      Consumer<byte[], byte[]> consumer,
      Map<TopicPartition, Long> begins,
      Map<TopicPartition, Long> ends) {
    if (startedBefore || startAt instanceof StartAt.Beginning) {
      return begins;
    }
    Map<TopicPartition, Long> starts = new HashMap<>(ends);
    if (startAt instanceof StartAt.Tail tail) {
      starts.replaceAll(
          (partition, end) -> Math.max(begins.getOrDefault(partition, 0L), end - tail.records()));
    } else if (startAt instanceof StartAt.Since since) {
      long from = System.currentTimeMillis() - since.age().toMillis();
      Map<TopicPartition, Long> times = new HashMap<>();
      ends.keySet().forEach(partition -> times.put(partition, from));
      Map<TopicPartition, @Nullable OffsetAndTimestamp> found =
          consumer.offsetsForTimes(times, ASK);
      starts.replaceAll(
          (partition, end) -> {
            OffsetAndTimestamp first = found.get(partition);
            return first == null ? end : first.offset();
          });
    }
    return starts;
  }

  private boolean isCaughtUp() {
    return firstEnds.entrySet().stream()
        .allMatch(end -> positions.getOrDefault(end.getKey(), 0L) >= end.getValue());
  }

  private void failed(RuntimeException e) {
    String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    if (!message.equals(detail)) {
      LOG.warn("view {} of topic {} can't read, will retry: {}", name, topic, message);
    }
    phase = Phase.FAILING;
    detail = message;
    try {
      closing.await(RETRY_MS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      closing.countDown();
    }
  }

  private boolean isClosing() {
    return closing.getCount() == 0;
  }
}
