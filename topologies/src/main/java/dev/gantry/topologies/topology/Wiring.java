package dev.gantry.topologies.topology;

import dev.gantry.schemas.topic.Topic;
import dev.gantry.topologies.port.TopologyContext;
import dev.gantry.topologies.processor.DecodeInput;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Puts a topology together from what all of them are made of: entrances that decode, processors
 * with their stores, sinks for topics and for dead letters. Every part has a name, since names
 * outlive restarts.
 */
final class Wiring {

  private final TopologyContext from;
  private final Topology topology = new Topology();

  Wiring(TopologyContext from) {
    this.from = from;
  }

  /** Reads a topic, as bytes. */
  Wiring read(String name, Topic<?> topic) {
    topology.addSource(
        name, new ByteArrayDeserializer(), new ByteArrayDeserializer(), topic.name());
    return this;
  }

  /**
   * Lets the records of a topic in.
   *
   * @param next processor that takes them
   * @param parent source of the topic
   */
  <V extends SpecificRecordBase> Wiring decode(
      String name, Topic<V> topic, String next, String parent) {
    return decode(name, topic, next, DecodeInput.DEAD_LETTERS, parent);
  }

  /**
   * As above, in a topology with several sinks for dead letters.
   *
   * @param deadLetters that of this entrance
   */
  <V extends SpecificRecordBase> Wiring decode(
      String name, Topic<V> topic, String next, String deadLetters, String parent) {
    topology.addProcessor(name, DecodeInput.of(topic, from, next, deadLetters), parent);
    return this;
  }

  /**
   * As the first, where records without a key are written to the topic again, under the keys that
   * they state.
   *
   * @param keyed name of the sink for these
   */
  <V extends SpecificRecordBase> Wiring decodeKeying(
      String name, Topic<V> topic, String next, String keyed, String parent) {
    return decodeKeying(name, topic, next, keyed, DecodeInput.DEAD_LETTERS, parent);
  }

  /**
   * As above, in a topology with several sinks for dead letters.
   *
   * @param deadLetters that of this entrance
   */
  <V extends SpecificRecordBase> Wiring decodeKeying(
      String name, Topic<V> topic, String next, String keyed, String deadLetters, String parent) {
    topology.addProcessor(name, DecodeInput.keying(topic, from, next, deadLetters, keyed), parent);
    topology.addSink(
        keyed, topic.name(), new ByteArraySerializer(), new ByteArraySerializer(), name);
    return this;
  }

  /** Adds a processor. */
  <K, V, L, W> Wiring process(
      String name, ProcessorSupplier<K, V, L, W> supplier, String... parents) {
    topology.addProcessor(name, supplier, parents);
    return this;
  }

  /** Gives processors a store. */
  Wiring keep(StoreBuilder<?> store, String... processors) {
    topology.addStateStore(store, processors);
    return this;
  }

  /** Writes to a topic. */
  <V> Wiring write(String name, Topic<V> topic, String... parents) {
    return write(name, topic, null, parents);
  }

  /**
   * As above.
   *
   * @param partitioner chooses the partitions; null for that of the key
   */
  <V> Wiring write(
      String name,
      Topic<V> topic,
      @Nullable StreamPartitioner<String, V> partitioner,
      String... parents) {
    topology.addSink(
        name,
        topic.name(),
        Sized.atMost(topic.settings().maxKeyBytes(), topic.keySerde().serializer()),
        Sized.atMost(topic.settings().maxValueBytes(), topic.valueSerde().serializer()),
        partitioner,
        parents);
    return this;
  }

  /** Writes what entrances refuse to the dead letters. */
  Wiring setAside(String... entrances) {
    return setAsideAs(DecodeInput.DEAD_LETTERS, entrances);
  }

  /** As above, in a topology with several sinks for dead letters. */
  Wiring setAsideAs(String name, String... entrances) {
    topology.addSink(
        name,
        from.topics().deadLetters().name(),
        new ByteArraySerializer(),
        new ByteArraySerializer(),
        entrances);
    return this;
  }

  /** The topology as it is put together. */
  Topology topology() {
    return topology;
  }
}
