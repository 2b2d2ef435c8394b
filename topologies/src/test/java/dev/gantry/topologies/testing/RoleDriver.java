package dev.gantry.topologies.testing;

import dev.gantry.domain.detection.DetectorFactory;
import dev.gantry.schemas.registry.InMemorySchemaRegistry;
import dev.gantry.schemas.registry.SchemaRegistry;
import dev.gantry.schemas.topic.DeadLetterHeaders;
import dev.gantry.schemas.topic.Topic;
import dev.gantry.schemas.topic.TopicCatalogue;
import dev.gantry.topologies.config.TopologiesConfig;
import dev.gantry.topologies.port.Definitions;
import dev.gantry.topologies.port.GeoLocator;
import dev.gantry.topologies.port.PartitionCounts;
import dev.gantry.topologies.port.RoleCounters;
import dev.gantry.topologies.port.TopologyContext;
import dev.gantry.topologies.runtime.Role;
import dev.gantry.topologies.runtime.RuntimeSettings;
import dev.gantry.topologies.runtime.StreamsProperties;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/** One role on the test driver, with the properties that it has in production. */
public final class RoleDriver implements AutoCloseable {

  /** Wall clock at the start of every driver. */
  public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private static final Duration SECOND = Duration.ofSeconds(1);

  private final TopicCatalogue topics;
  private final RoleCounters counters = new RoleCounters();
  private final TopologyTestDriver driver;

  /** For a role without a detector, whose topics have one partition. */
  public RoleDriver(Role role, Path stateDir, Definitions definitions) {
    this(role, stateDir, definitions, topic -> 1, new InMemorySchemaRegistry());
  }

  /** For a role without a detector. */
  public RoleDriver(
      Role role,
      Path stateDir,
      Definitions definitions,
      PartitionCounts partitions,
      SchemaRegistry registry) {
    this(role, stateDir, definitions, none(role), partitions, registry, TopologiesConfig.DEFAULT);
  }

  /** For a role without a detector, with settings of its own. */
  public RoleDriver(Role role, Path stateDir, Definitions definitions, TopologiesConfig config) {
    this(role, stateDir, definitions, none(role), topic -> 1, new InMemorySchemaRegistry(), config);
  }

  private static DetectorFactory none(Role role) {
    return model -> {
      throw new IllegalStateException(role.roleName() + " detects nothing");
    };
  }

  /** For a role with a detector. */
  public RoleDriver(Role role, Path stateDir, Definitions definitions, DetectorFactory detectors) {
    this(
        role,
        stateDir,
        definitions,
        detectors,
        topic -> 1,
        new InMemorySchemaRegistry(),
        TopologiesConfig.DEFAULT);
  }

  private RoleDriver(
      Role role,
      Path stateDir,
      Definitions definitions,
      DetectorFactory detectors,
      PartitionCounts partitions,
      SchemaRegistry registry,
      TopologiesConfig config) {
    this.topics = new TopicCatalogue("", registry);
    RuntimeSettings settings =
        new RuntimeSettings("localhost:1", Map.of(), stateDir, "test", "", Map.of());
    driver =
        new TopologyTestDriver(
            role.topology(
                new TopologyContext(
                    topics,
                    registry,
                    definitions,
                    partitions,
                    detectors,
                    GeoLocator.NONE,
                    counters,
                    config)),
            StreamsProperties.of(role, settings, topics.deadLetters().name(), counters),
            START);
  }

  public TopicCatalogue topics() {
    return topics;
  }

  public RoleCounters.Counts counts() {
    return counters.read();
  }

  public TopologyTestDriver driver() {
    return driver;
  }

  /** Writes a record, keyed as its value says; the broker gets it when the wall clock says. */
  public <V> void write(Topic<V> topic, V value) {
    driver
        .createInputTopic(
            topic.name(), topic.keySerde().serializer(), topic.valueSerde().serializer())
        .pipeInput(topic.keyOf(value).orElseThrow(), value);
  }

  /** Writes a record that the broker gets at a moment. */
  public <V> void write(Topic<V> topic, V value, Instant appended) {
    driver
        .createInputTopic(
            topic.name(), topic.keySerde().serializer(), topic.valueSerde().serializer())
        .pipeInput(topic.keyOf(value).orElseThrow(), value, appended);
  }

  /** Writes bytes. */
  public void writeRaw(Topic<?> topic, byte @Nullable [] key, byte @Nullable [] value) {
    driver
        .createInputTopic(topic.name(), new ByteArraySerializer(), new ByteArraySerializer())
        .pipeInput(new TestRecord<>(key, value));
  }

  /** What has been written to a topic since the last call. */
  public <V> List<V> read(Topic<V> topic) {
    return driver
        .createOutputTopic(
            topic.name(), topic.keySerde().deserializer(), topic.valueSerde().deserializer())
        .readValuesToList();
  }

  /** The dead letters since the last call. */
  public List<DeadLetter> deadLetters() {
    return driver
        .createOutputTopic(
            topics.deadLetters().name(), new ByteArrayDeserializer(), new ByteArrayDeserializer())
        .readRecordsToList()
        .stream()
        .map(RoleDriver::deadLetter)
        .toList();
  }

  /**
   * A dead letter.
   *
   * @param cause its cause
   * @param message what was expected and found
   * @param topic topic the record came from
   */
  public record DeadLetter(
      String cause, String message, String topic, TestRecord<byte[], byte[]> record) {}

  private static DeadLetter deadLetter(TestRecord<byte[], byte[]> record) {
    return new DeadLetter(
        header(record, DeadLetterHeaders.CAUSE),
        header(record, DeadLetterHeaders.MESSAGE),
        header(record, DeadLetterHeaders.TOPIC),
        record);
  }

  private static String header(TestRecord<byte[], byte[]> record, String name) {
    Header header = record.headers().lastHeader(name);
    return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
  }

  /** Lets the wall clock go on, by seconds: many things look at it so often. */
  public void wait(Duration duration) {
    Duration left = duration;
    while (left.compareTo(SECOND) > 0) {
      driver.advanceWallClockTime(SECOND);
      left = left.minus(SECOND);
    }
    driver.advanceWallClockTime(left);
  }

  @Override
  public void close() {
    driver.close();
  }
}
