package dev.gantry.bench.faults;

import dev.gantry.schemas.topic.Topic;
import dev.gantry.topologies.processor.KeyPartition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Topics in memory, whose records lie where their keys put them. */
final class MemoryTopics implements CommittedTopics {

  private final Map<String, List<List<?>>> byTopic = new HashMap<>();

  /** Adds a record behind all others of its partition. */
  <V> void add(Topic<V> topic, V value) {
    String key = topic.keyOf(value).orElseThrow();
    partition(topic, KeyPartition.of(key, TestBed.PARTITIONS)).add(value);
  }

  /** Takes the last record of a kind away, of the first partition that has one. */
  <V> V removeLast(Topic<V> topic, Predicate<V> kind) {
    for (int partition = 0; partition < TestBed.PARTITIONS; partition++) {
      List<V> records = partition(topic, partition);
      for (int i = records.size() - 1; i >= 0; i--) {
        if (kind.test(records.get(i))) {
          return records.remove(i);
        }
      }
    }
    throw new IllegalStateException("no such record on " + topic.name());
  }

  @SuppressWarnings("unchecked") // the topic of a name has one type of value
  private <V> List<V> partition(Topic<V> topic, int partition) {
    List<List<?>> partitions =
        byTopic.computeIfAbsent(
            topic.name(),
            name -> {
              List<List<?>> empty = new ArrayList<>();
              for (int i = 0; i < TestBed.PARTITIONS; i++) {
                empty.add(new ArrayList<>());
              }
              return empty;
            });
    return (List<V>) partitions.get(partition);
  }

  @Override
  public int partitions(Topic<?> topic) {
    return TestBed.PARTITIONS;
  }

  @Override
  public <V> void readPartition(Topic<V> topic, int partition, Consumer<V> taker) {
    this.<V>partition(topic, partition).forEach(taker);
  }
}
