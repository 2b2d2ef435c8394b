package dev.gantry.bench.faults;

import dev.gantry.schemas.topic.Topic;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import org.apache.kafka.clients.admin.Admin;

/** Reads all that is committed on a cluster. */
final class CommittedReader implements CommittedTopics {

  private final Map<String, Object> client;

  CommittedReader(Map<String, Object> client) {
    this.client = client;
  }

  @Override
  public <V> void readPartition(Topic<V> topic, int partition, Consumer<V> taker) {
    try (PartitionCursor<V> cursor = new PartitionCursor<>(client, topic, partition)) {
      for (Optional<V> value = cursor.next(); value.isPresent(); value = cursor.next()) {
        taker.accept(value.get());
      }
    }
  }

  /**
   * A topic that is read together with others.
   *
   * @param timeUs event time of a value, microseconds
   */
  record Source<V>(Topic<V> topic, ToLongFunction<V> timeUs, Consumer<V> taker) {}

  /** Reads topics together, partitions merged by event time; each keeps its own order. */
  void readByEventTime(List<Source<?>> sources) {
    PriorityQueue<Head<?>> heads = new PriorityQueue<>(Comparator.comparingLong(Head::timeUs));
    List<Head<?>> all = new ArrayList<>();
    try {
      sources.forEach(source -> open(source, all));
      all.stream().filter(Head::advance).forEach(heads::add);
      while (!heads.isEmpty()) {
        Head<?> first = heads.remove();
        first.give();
        if (first.advance()) {
          heads.add(first);
        }
      }
    } finally {
      all.forEach(Head::close);
    }
  }

  private <V> void open(Source<V> source, List<Head<?>> heads) {
    for (int partition = 0; partition < partitions(source.topic()); partition++) {
      heads.add(new Head<>(source, new PartitionCursor<>(client, source.topic(), partition)));
    }
  }

  @Override
  public int partitions(Topic<?> topic) {
    try (Admin admin = Admin.create(client)) {
      return admin
          .describeTopics(List.of(topic.name()))
          .allTopicNames()
          .toCompletionStage()
          .toCompletableFuture()
          .join()
          .values()
          .stream()
          .mapToInt(found -> found.partitions().size())
          .sum();
    }
  }

  /** A partition and its next value. */
  private static final class Head<V> implements AutoCloseable {
    private final Source<V> source;
    private final PartitionCursor<V> cursor;
    private Optional<V> next = Optional.empty();

    Head(Source<V> source, PartitionCursor<V> cursor) {
      this.source = source;
      this.cursor = cursor;
    }

    boolean advance() {
      next = cursor.next();
      return next.isPresent();
    }

    long timeUs() {
      return source.timeUs().applyAsLong(next.orElseThrow());
    }

    void give() {
      source.taker().accept(next.orElseThrow());
    }

    @Override
    public void close() {
      cursor.close();
    }
  }
}
