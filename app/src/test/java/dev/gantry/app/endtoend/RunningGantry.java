package dev.gantry.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.app.cluster.EmbeddedCluster;
import dev.gantry.app.cluster.EmbeddedClusterSettings;
import dev.gantry.domain.detection.DetectorFactory;
import dev.gantry.schemas.registry.RegistrySettings;
import dev.gantry.schemas.registry.RestSchemaRegistry;
import dev.gantry.schemas.topic.Topic;
import dev.gantry.schemas.topic.TopicAdmin;
import dev.gantry.schemas.topic.TopicCatalogue;
import dev.gantry.schemas.topic.WholeTopics;
import dev.gantry.topologies.config.TopologiesConfig;
import dev.gantry.topologies.definition.DefinitionParser;
import dev.gantry.topologies.definition.DefinitionPublisher;
import dev.gantry.topologies.definition.DefinitionsLoader;
import dev.gantry.topologies.definition.DefinitionsView;
import dev.gantry.topologies.port.GeoLocator;
import dev.gantry.topologies.rule.LanguageRuleChecker;
import dev.gantry.topologies.rule.RuleLanguage;
import dev.gantry.topologies.runtime.GantryStreams;
import dev.gantry.topologies.runtime.Role;
import dev.gantry.topologies.runtime.RuntimeSettings;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Gantry's roles on an embedded cluster of their own, for tests that see it from outside. */
final class RunningGantry implements AutoCloseable {
  static final int PARTITIONS = 4;
  private static final Duration LONGEST = Duration.ofMinutes(3);

  private final EmbeddedCluster cluster;
  private final RestSchemaRegistry registry;
  private final TopicCatalogue topics;
  private final DefinitionParser parser;
  private final DefinitionsView view;
  private final DefinitionsLoader definitions;
  private final GantryStreams streams;

  /** Starts roles and waits until they process; no test here shows them an image. */
  RunningGantry(Collection<Role> roles) {
    this(roles, GeoLocator.NONE);
  }

  /** As above, with somebody who knows where addresses are. */
  RunningGantry(Collection<Role> roles, GeoLocator places) {
    this.cluster = EmbeddedCluster.start(EmbeddedClusterSettings.temporary());
    this.registry = new RestSchemaRegistry(RegistrySettings.of(cluster.registryUrl()));
    this.topics = new TopicCatalogue("", registry);
    this.parser = new DefinitionParser(new LanguageRuleChecker(new RuleLanguage()));
    this.view = new DefinitionsView(parser);
    this.definitions = new DefinitionsLoader(client(), topics, registry, view);
    try (Admin admin = Admin.create(client())) {
      TopicAdmin.ensure(admin, topics.all(), OptionalInt.of(PARTITIONS));
      definitions.start();
      this.streams = GantryStreams.of(roles, settings(cluster), parts(places), admin);
    }
    streams.start();
    await("the roles process", streams::isRunning);
  }

  private static RuntimeSettings settings(EmbeddedCluster cluster) {
    return new RuntimeSettings(
        cluster.bootstrapServers(),
        Map.of(),
        cluster.directory().resolve("streams"),
        "test",
        "",
        Map.of());
  }

  private GantryStreams.Parts parts(GeoLocator places) {
    DetectorFactory none =
        model -> {
          throw new IllegalArgumentException("no image was expected");
        };
    return new GantryStreams.Parts(topics, registry, view, none, places, TopologiesConfig.DEFAULT);
  }

  EmbeddedCluster cluster() {
    return cluster;
  }

  RestSchemaRegistry registry() {
    return registry;
  }

  TopicCatalogue topics() {
    return topics;
  }

  GantryStreams streams() {
    return streams;
  }

  /** The definitions that the roles know. */
  DefinitionsView known() {
    return view;
  }

  DefinitionsLoader definitions() {
    return definitions;
  }

  Map<String, Object> client() {
    return Map.of("bootstrap.servers", cluster.bootstrapServers());
  }

  /** Publishes definitions, as {@code gantry apply} would. */
  void apply(String yaml) {
    new DefinitionPublisher(client(), topics, registry, parser, Clock.systemUTC())
        .publish(
            parser.parse("test.yaml", yaml).orThrow(),
            DefinitionPublisher.Change.now("test", "a test"));
  }

  /** All committed records of a topic. */
  List<ConsumerRecord<byte[], byte[]>> committed(Topic<?> topic) {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    Map<String, Object> config =
        Map.of(
            "bootstrap.servers", cluster.bootstrapServers(), "isolation.level", "read_committed");
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions = WholeTopics.assign(consumer, List.of(topic.name()));
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
        consumer.poll(Duration.ofMillis(100)).forEach(records::add);
      }
    }
    return records;
  }

  <V> List<V> values(Topic<V> topic) {
    return committed(topic).stream()
        .map(r -> topic.valueSerde().deserializer().deserialize(topic.name(), r.value()))
        .toList();
  }

  static void await(String what, BooleanSupplier condition) {
    long deadline = System.nanoTime() + LONGEST.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waited in vain until " + what).isLessThan(deadline);
      try {
        Thread.sleep(300);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AssertionError(e);
      }
    }
  }

  @Override
  public void close() {
    streams.close();
    definitions.close();
    registry.close();
    cluster.close();
  }
}
