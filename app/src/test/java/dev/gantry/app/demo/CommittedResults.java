package dev.gantry.app.demo;

import dev.gantry.schemas.topic.Topic;
import dev.gantry.schemas.topic.WholeTopics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** Reads all that is committed in a topic. */
final class CommittedResults {

  private final Map<String, Object> client;

  CommittedResults(Map<String, Object> client) {
    this.client = client;
  }

  <V> List<V> of(Topic<V> topic) {
    Map<String, Object> settings = new HashMap<>(client);
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    List<V> values = new ArrayList<>();
    try (KafkaConsumer<String, V> consumer =
        new KafkaConsumer<>(
            settings, topic.keySerde().deserializer(), topic.valueSerde().deserializer())) {
      List<TopicPartition> partitions = WholeTopics.assign(consumer, List.of(topic.name()));
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream()
          .anyMatch(each -> consumer.position(each) < ends.getOrDefault(each, 0L))) {
        consumer.poll(Duration.ofMillis(200)).forEach(found -> values.add(found.value()));
      }
    }
    return values;
  }
}
