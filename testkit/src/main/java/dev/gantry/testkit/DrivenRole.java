package dev.gantry.testkit;

import dev.gantry.schemas.topic.Topic;
import dev.gantry.topologies.port.TopologyContext;
import dev.gantry.topologies.runtime.Role;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;

/** One role on Kafka's test driver. */
final class DrivenRole implements AutoCloseable {

  private static final Duration SECOND = Duration.ofSeconds(1);

  private final TopologyTestDriver driver;
  private final Map<String, TestInputTopic<String, ?>> inputs = new HashMap<>();
  private final Map<String, TestOutputTopic<String, ?>> outputs = new HashMap<>();
  private final Map<String, TestOutputTopic<byte[], byte[]>> others = new HashMap<>();

  DrivenRole(Role role, TopologyContext context) {
    Properties properties = new Properties();
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "replay-" + role.roleName());
    driver = new TopologyTestDriver(role.topology(context), properties);
  }

  @SuppressWarnings("unchecked") // the topic of a name has one type of value
  <V> void give(Topic<V> topic, V value) {
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
  <V> List<V> take(Topic<V> topic) {
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
  void wait(Duration time) {
    Duration left = time;
    while (left.compareTo(SECOND) > 0) {
      driver.advanceWallClockTime(SECOND);
      left = left.minus(SECOND);
    }
    driver.advanceWallClockTime(left);
  }

  /** Forgets what nobody takes, changelogs above all: the driver would keep it for ever. */
  void forgetTheRest() {
    Set<String> rest = new HashSet<>(driver.producedTopicNames());
    rest.removeAll(outputs.keySet());
    for (String topic : rest) {
      others
          .computeIfAbsent(
              topic,
              name ->
                  driver.createOutputTopic(
                      name, new ByteArrayDeserializer(), new ByteArrayDeserializer()))
          .readRecordsToList();
    }
  }

  @Override
  public void close() {
    driver.close();
  }
}
