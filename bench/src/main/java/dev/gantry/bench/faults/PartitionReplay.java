package dev.gantry.bench.faults;

import dev.gantry.schemas.topic.Topic;
import dev.gantry.schemas.topic.TopicCatalogue;
import dev.gantry.testkit.OfflineRole;
import dev.gantry.topologies.config.TopologiesConfig;
import dev.gantry.topologies.runtime.Role;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** A role that is given a partition as it lies on the cluster, record after record. */
final class PartitionReplay implements AutoCloseable {

  private static final int FORGET_EVERY = 1_000;

  private final CommittedTopics committed;
  private final TopicCatalogue cluster;
  private final OfflineRole role;
  private long given;

  /**
   * @param cluster the topics that are read
   */
  PartitionReplay(CommittedTopics committed, TopicCatalogue cluster, Role role) {
    this.committed = committed;
    this.cluster = cluster;
    this.role = OfflineRole.alone(role, List.of(), TopologiesConfig.DEFAULT);
  }

  /**
   * Gives a partition.
   *
   * @param taker is told of each record once it was given
   */
  <V> void give(Function<TopicCatalogue, Topic<V>> topic, int partition, Consumer<V> taker) {
    committed.readPartition(
        topic.apply(cluster),
        partition,
        value -> {
          role.give(topic.apply(role.topics()), value);
          taker.accept(value);
          if (++given % FORGET_EVERY == 0) {
            role.forgetTheRest();
          }
        });
  }

  /** What the role wrote to a topic since the last call. */
  <V> List<V> take(Function<TopicCatalogue, Topic<V>> topic) {
    return role.take(topic.apply(role.topics()));
  }

  @Override
  public void close() {
    role.close();
  }
}
