package dev.gantry.topologies.port;

/** How many partitions topics have: what decides whether a record lies on the right one. */
@FunctionalInterface
public interface PartitionCounts {

  /**
   * Number of partitions of a topic, 1 or more. Answers without blocking.
   *
   * @param topic full name, prefix included
   */
  int partitions(String topic);
}
