package dev.gantry.testkit;

import dev.gantry.schemas.topic.Topic;
import dev.gantry.schemas.topic.TopicCatalogue;
import dev.gantry.topologies.config.TopologiesConfig;
import dev.gantry.topologies.definition.ParsedDefinition;
import dev.gantry.topologies.port.RoleCounters;
import dev.gantry.topologies.runtime.Role;
import dev.gantry.topologies.runtime.StreamsProperties;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyDescription;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;

/**
 * One role without a broker: its topology as it runs in production, records in, records out. It has
 * one partition, and the wall clock stands still unless it is told to go on. Not thread-safe.
 */
public final class OfflineRole implements AutoCloseable {

  private static final Duration SECOND = Duration.ofSeconds(1);

  private final TopicCatalogue topics;
  private final Path stateDir;
  private final Role role;
  private final TopologyTestDriver driver;
  private final Map<String, TestInputTopic<String, ?>> inputs = new HashMap<>();
  private final Map<String, TestOutputTopic<String, ?>> outputs = new HashMap<>();
  private final Map<String, TestInputTopic<byte[], byte[]>> rawInputs = new HashMap<>();
  private final Map<String, TestOutputTopic<byte[], byte[]>> others = new HashMap<>();

  OfflineRole(Role role, OfflineContext context) {
    this(role, context, Instant.now());
  }

  /**
   * @param start where its wall clock stands
   */
  OfflineRole(Role role, OfflineContext context, Instant start) {
    this.role = role;
    stateDir = temporary(role);
    Properties properties = new Properties();
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "replay-" + role.roleName());
    properties.put(StreamsConfig.STATE_DIR_CONFIG, stateDir.toString());
    topics = context.topics();
    StreamsProperties.putErrors(properties, topics.deadLetters().name(), new RoleCounters());
    driver = new TopologyTestDriver(role.topology(context.ofRole()), properties, start);
  }

  /** A directory of its own: the usual one is shared with every other user of the machine. */
  private static Path temporary(Role role) {
    try {
      return Files.createTempDirectory("gantry-" + role.roleName());
    } catch (IOException e) {
      throw new UncheckedIOException("no directory for temporary files", e);
    }
  }

  /** Names of the topics that a topology reads. */
  static Set<String> sources(Topology topology) {
    Set<String> topics = new TreeSet<>();
    for (TopologyDescription.Subtopology part : topology.describe().subtopologies()) {
      for (TopologyDescription.Node node : part.nodes()) {
        if (node instanceof TopologyDescription.Source source && source.topicSet() != null) {
          topics.addAll(source.topicSet());
        }
      }
    }
    return topics;
  }

  Role role() {
    return role;
  }

  /** Names of the topics that it has written to, changelogs among them. */
  Set<String> written() {
    return new TreeSet<>(driver.producedTopicNames());
  }

  /** Gives it a record as it lies in Kafka. */
  void giveBytes(String topic, byte[] key, byte[] value, Instant timestamp) {
    rawInputs
        .computeIfAbsent(
            topic,
            name ->
                driver.createInputTopic(name, new ByteArraySerializer(), new ByteArraySerializer()))
        .pipeInput(key, value, timestamp);
  }

  /** What was written to a topic since the last call, as it lies in Kafka. */
  List<TestRecord<byte[], byte[]>> takeBytes(String topic) {
    return others
        .computeIfAbsent(
            topic,
            name ->
                driver.createOutputTopic(
                    name, new ByteArrayDeserializer(), new ByteArrayDeserializer()))
        .readRecordsToList();
  }

  /**
   * A role of its own.
   *
   * @param documents definitions, each as its first version
   * @param config settings of the topologies
   */
  public static OfflineRole alone(
      Role role, List<ParsedDefinition> documents, TopologiesConfig config) {
    return new OfflineRole(role, new OfflineContext(documents, config));
  }

  /** The topics that it reads and writes. */
  public TopicCatalogue topics() {
    return topics;
  }

  /** Gives it a record, keyed as its value says. */
  @SuppressWarnings("unchecked") // the topic of a name has one type of value
  public <V> void give(Topic<V> topic, V value) {
    TestInputTopic<String, V> input =
        (TestInputTopic<String, V>)
            inputs.computeIfAbsent(
                topic.name(),
                name ->
                    driver.createInputTopic(
                        name, topic.keySerde().serializer(), topic.valueSerde().serializer()));
    input.pipeInput(topic.keyOf(value).orElse(""), value);
  }

  /** What was written to a topic since the last call. */
  @SuppressWarnings("unchecked") // the topic of a name has one type of value
  public <V> List<V> take(Topic<V> topic) {
    TestOutputTopic<String, V> output =
        (TestOutputTopic<String, V>)
            outputs.computeIfAbsent(
                topic.name(),
                name ->
                    driver.createOutputTopic(
                        name, topic.keySerde().deserializer(), topic.valueSerde().deserializer()));
    return output.readValuesToList();
  }

  /** Lets the wall clock go on, by seconds: many things look at it so often. */
  public void wait(Duration time) {
    Duration left = time;
    while (left.compareTo(SECOND) > 0) {
      driver.advanceWallClockTime(SECOND);
      left = left.minus(SECOND);
    }
    driver.advanceWallClockTime(left);
  }

  /** Lets the wall clock go on at once. */
  void leap(Duration time) {
    driver.advanceWallClockTime(time);
  }

  /**
   * Forgets what was written to topics that were never taken from, changelogs above all. Without
   * it, all of that is kept for ever.
   */
  public void forgetTheRest() {
    Set<String> rest = new HashSet<>(driver.producedTopicNames());
    rest.removeAll(outputs.keySet());
    rest.forEach(this::takeBytes);
  }

  @Override
  public void close() {
    driver.close();
    try (Stream<Path> left = Files.walk(stateDir)) {
      for (Path path : left.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("temporary files can't be removed: " + stateDir, e);
    }
  }
}
