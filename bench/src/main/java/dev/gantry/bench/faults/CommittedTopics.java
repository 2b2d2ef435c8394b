package dev.gantry.bench.faults;

import dev.gantry.schemas.topic.Topic;
import java.util.function.Consumer;

/** Topics, and all that is committed in them. */
interface CommittedTopics {

  /** How many partitions a topic has. */
  int partitions(Topic<?> topic);

  /** Reads a partition. */
  <V> void readPartition(Topic<V> topic, int partition, Consumer<V> taker);

  /** Reads a topic, partition after partition. */
  default <V> void read(Topic<V> topic, Consumer<V> taker) {
    for (int partition = 0; partition < partitions(topic); partition++) {
      readPartition(topic, partition, taker);
    }
  }
}
