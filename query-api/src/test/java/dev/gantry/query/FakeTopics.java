package dev.gantry.query;

import dev.gantry.query.view.ViewConsumers;
import dev.gantry.schemas.topic.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;

/** Topics of one partition, in memory. Consumers read what is appended, also before they came. */
public final class FakeTopics implements ViewConsumers {

  private final Map<String, List<ConsumerRecord<byte[], byte[]>>> logs = new HashMap<>();
  private boolean down;

  /** Appends a value under a key. */
  public <V> void append(Topic<V> topic, String key, V value) {
    append(
        topic,
        key,
        topic.valueSerde().serializer().serialize(topic.name(), value),
        new RecordHeaders());
  }

  /** Appends bytes with headers. */
  public synchronized void append(
      Topic<?> topic, String key, byte @Nullable [] value, Headers headers) {
    List<ConsumerRecord<byte[], byte[]>> log = log(topic.name());
    log.add(
        new ConsumerRecord<>(
            topic.name(),
            0,
            log.size(),
            System.currentTimeMillis(),
            TimestampType.LOG_APPEND_TIME,
            0,
            0,
            key.getBytes(StandardCharsets.UTF_8),
            value,
            headers,
            Optional.empty()));
    notifyAll();
  }

  /** Makes every read fail, or no longer. */
  public synchronized void down(boolean isDown) {
    down = isDown;
    notifyAll();
  }

  @Override
  public Consumer<byte[], byte[]> create(String view) {
    return new FakeConsumer();
  }

  private synchronized List<ConsumerRecord<byte[], byte[]>> log(String topic) {
    return logs.computeIfAbsent(topic, name -> new ArrayList<>());
  }

  private final class FakeConsumer extends MockConsumer<byte[], byte[]> {

    private FakeConsumer() {
      super("earliest");
    }

    @Override
    public List<PartitionInfo> partitionsFor(String topic, Duration timeout) {
      failIfDown();
      return List.of(new PartitionInfo(topic, 0, null, null, null));
    }

    @Override
    public Map<TopicPartition, Long> beginningOffsets(
        Collection<TopicPartition> partitions, Duration timeout) {
      Map<TopicPartition, Long> offsets = new HashMap<>();
      partitions.forEach(partition -> offsets.put(partition, 0L));
      updateBeginningOffsets(offsets);
      return offsets;
    }

    @Override
    public Map<TopicPartition, Long> endOffsets(
        Collection<TopicPartition> partitions, Duration timeout) {
      failIfDown();
      Map<TopicPartition, Long> offsets = new HashMap<>();
      partitions.forEach(p -> offsets.put(p, (long) log(p.topic()).size()));
      return offsets;
    }

    @Override
    public Map<TopicPartition, OffsetAndTimestamp> offsetsForTimes(
        Map<TopicPartition, Long> times, Duration timeout) {
      Map<TopicPartition, OffsetAndTimestamp> found = new HashMap<>();
      times.forEach(
          (partition, time) ->
              log(partition.topic()).stream()
                  .filter(source -> source.timestamp() >= time)
                  .findFirst()
                  .ifPresent(
                      source ->
                          found.put(partition, new OffsetAndTimestamp(source.offset(), time))));
      return found;
    }

    @Override
    public synchronized ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
      synchronized (FakeTopics.this) {
        failIfDown();
        boolean added = false;
        for (TopicPartition partition : assignment()) {
          List<ConsumerRecord<byte[], byte[]>> log = log(partition.topic());
          for (long at = position(partition); at < log.size(); at++) {
            addRecord(log.get((int) at));
            added = true;
          }
        }
        if (!added) {
          await(Math.min(20, timeout.toMillis()));
        }
      }
      return super.poll(Duration.ZERO);
    }

    private void await(long milliseconds) {
      try {
        FakeTopics.this.wait(milliseconds);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    private void failIfDown() {
      synchronized (FakeTopics.this) {
        if (down) {
          throw new KafkaException("the broker is away");
        }
      }
    }
  }
}
