package dev.gantry.app.rules;

import dev.gantry.app.CommandFailedException;
import dev.gantry.app.config.Connection;
import dev.gantry.schemas.registry.SchemaRegistry;
import dev.gantry.schemas.serde.InputDecoder;
import dev.gantry.schemas.serde.MalformedRecordException;
import dev.gantry.schemas.topic.Topic;
import dev.gantry.schemas.topic.TopicCatalogue;
import dev.gantry.testkit.whatif.RecordedInputs;
import dev.gantry.topologies.processor.KeyChecks;
import dev.gantry.topologies.rule.RuleStreams;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Everything that rules are asked about, as it was recorded on a cluster. Topics are read from
 * their beginning: what was replayed has event times that say nothing of when it was written.
 */
final class InputTopics {

  private static final Duration POLL = Duration.ofMillis(200);

  private final Connection to;
  private final TopicCatalogue topics;
  private final SchemaRegistry registry;
  private final RecordedInputs inputs;
  private int unreadable;

  InputTopics(Connection to, SchemaRegistry registry, RecordedInputs inputs) {
    this.to = to;
    this.registry = registry;
    this.topics = new TopicCatalogue(to.prefix(), registry);
    this.inputs = inputs;
  }

  /**
   * Reads all that is there now.
   *
   * @return how many records were set aside, as by the roles; they are among the dead letters
   */
  int read() {
    Map<String, Object> config = new HashMap<>(to.impatientClient());
    config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      inputs.includeTasks();
      Map<String, List<PartitionInfo>> existing = consumer.listTopics();
      for (String stream : RuleStreams.names()) {
        inputs.name(stream);
        Topic<? extends SpecificRecordBase> topic = RecordedInputs.topic(stream, topics);
        List<PartitionInfo> partitions = existing.get(topic.name());
        if (partitions != null) {
          read(consumer, topic, partitions);
        }
      }
      return unreadable;
    } catch (KafkaException e) {
      throw new CommandFailedException(
          "expected to read what was recorded at %s, found: %s"
              .formatted(to.bootstrap(), e.getMessage()),
          e);
    }
  }

  private <V extends SpecificRecordBase> void read(
      KafkaConsumer<byte[], byte[]> consumer, Topic<V> topic, List<PartitionInfo> infos) {
    InputDecoder<V> decoder = new InputDecoder<>(topic.valueType(), registry);
    List<TopicPartition> partitions =
        infos.stream().map(info -> new TopicPartition(topic.name(), info.partition())).toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    while (partitions.stream().anyMatch(part -> consumer.position(part) < end(ends, part))) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        if (record.offset() < end(ends, new TopicPartition(topic.name(), record.partition()))) {
          take(topic, decoder, record, partitions.size());
        }
      }
    }
  }

  private <V extends SpecificRecordBase> void take(
      Topic<V> topic,
      InputDecoder<V> decoder,
      ConsumerRecord<byte[], byte[]> record,
      int partitions) {
    try {
      V value = decoder.decode(topic.name(), record.key(), record.value());
      if (topic.isToBeKeyed(record.key(), value)) {
        return; // it was written again under its key
      }
      KeyChecks.check(topic, topic.name(), record.key(), value, record.partition(), partitions);
      inputs.add(topic.baseName(), record.partition(), record.offset(), record.timestamp(), value);
    } catch (MalformedRecordException e) {
      unreadable++;
    }
  }

  private static long end(Map<TopicPartition, Long> ends, TopicPartition partition) {
    return Objects.requireNonNull(ends.get(partition));
  }
}
