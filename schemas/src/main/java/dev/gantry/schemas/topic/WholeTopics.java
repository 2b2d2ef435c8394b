package dev.gantry.schemas.topic;

import java.util.Collection;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/** Reads topics from their beginning, without a consumer group. */
public final class WholeTopics {

  private WholeTopics() {}

  /**
   * Gives a consumer all partitions of some topics, each from its first record on.
   *
   * @param names names of topics that exist
   * @return the partitions
   */
  public static List<TopicPartition> assign(Consumer<?, ?> consumer, Collection<String> names) {
    List<TopicPartition> partitions =
        names.stream()
            .flatMap(name -> consumer.partitionsFor(name).stream())
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    return partitions;
  }
}
