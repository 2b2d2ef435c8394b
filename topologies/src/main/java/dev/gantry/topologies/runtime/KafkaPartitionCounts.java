package dev.gantry.topologies.runtime;

import dev.gantry.schemas.topic.Topic;
import dev.gantry.schemas.topic.TopicCatalogue;
import dev.gantry.topologies.port.PartitionCounts;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;

/** Partition counts as the cluster had them at the start; changing one needs a new topic anyway. */
final class KafkaPartitionCounts {

  private static final long TIMEOUT_SECONDS = 30;

  private KafkaPartitionCounts() {}

  /**
   * Asks the cluster.
   *
   * @throws KafkaException when a topic of the catalogue is missing, or the cluster can't be asked
   */
  static PartitionCounts read(Admin admin, TopicCatalogue topics) {
    Map<String, Integer> counts = new HashMap<>();
    try {
      admin
          .describeTopics(topics.all().stream().map(Topic::name).toList())
          .allTopicNames()
          .get(TIMEOUT_SECONDS, TimeUnit.SECONDS)
          .forEach((name, topic) -> counts.put(name, topic.partitions().size()));
    } catch (ExecutionException | TimeoutException e) {
      throw new KafkaException("the partitions of the topics can't be read", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("interrupted while reading the partitions of the topics", e);
    }
    return topic -> {
      Integer count = counts.get(topic);
      if (count == null) {
        throw new IllegalArgumentException("topic " + topic + " is not in the catalogue");
      }
      return count;
    };
  }
}
