package dev.gantry.bench.traffic;

import dev.gantry.app.cluster.EmbeddedCluster;
import dev.gantry.app.cluster.EmbeddedClusterSettings;
import dev.gantry.app.process.GantryProcess;
import dev.gantry.schemas.records.FrameDetections;
import dev.gantry.schemas.registry.RegistrySettings;
import dev.gantry.schemas.registry.RestSchemaRegistry;
import dev.gantry.schemas.topic.Topic;
import dev.gantry.schemas.topic.TopicAdmin;
import dev.gantry.schemas.topic.TopicCatalogue;
import dev.gantry.topologies.definition.DefinitionPublisher;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** A broker of its own for one run, with a load's detections and definitions on it. */
final class Stage implements AutoCloseable {

  static final int PARTITIONS = EmbeddedClusterSettings.DEFAULT_PARTITIONS;

  private final EmbeddedCluster cluster;
  private final RestSchemaRegistry registry;
  private final TopicCatalogue topics;

  private Stage(EmbeddedCluster cluster) {
    this.cluster = cluster;
    this.registry = new RestSchemaRegistry(RegistrySettings.of(cluster.registryUrl()));
    this.topics = new TopicCatalogue("", registry);
  }

  /** Starts a broker and puts a load on it. */
  static Stage set(Load load) {
    return set(load, load.frames());
  }

  /** The same with the first records of a load only. */
  static Stage set(Load load, long frames) {
    Stage stage = new Stage(EmbeddedCluster.start(EmbeddedClusterSettings.temporary()));
    try {
      stage.prepare(load);
      stage.send(load, 0, frames);
      return stage;
    } catch (RuntimeException e) {
      stage.close();
      throw e;
    }
  }

  private void prepare(Load load) {
    try (Admin admin = Admin.create(client())) {
      TopicAdmin.ensure(admin, topics.all(), OptionalInt.of(PARTITIONS));
    }
    var parser = GantryProcess.definitionParser();
    new DefinitionPublisher(client(), topics, registry, parser, Clock.systemUTC())
        .publish(
            parser.parse(load.definitions()).orThrow(),
            DefinitionPublisher.Change.now("bench", "load of the benchmark"));
  }

  /** Puts the records of a load on it from the n-th on, 0 or more. */
  void sendFrom(Load load, long n) {
    send(load, n, load.frames());
  }

  private void send(Load load, long from, long to) {
    Topic<FrameDetections> topic = topics.vehicleDetections();
    byte[] header = Load.sample(topic);
    AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    Map<String, Object> config = new HashMap<>(client());
    config.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    config.put(ProducerConfig.BATCH_SIZE_CONFIG, 1 << 18);
    config.put(ProducerConfig.LINGER_MS_CONFIG, 5);
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
      load.forEach(
          from,
          to,
          (camera, framed) -> {
            System.arraycopy(header, Load.SCHEMA_ID_AT, framed, Load.SCHEMA_ID_AT, Integer.BYTES);
            byte[] key = camera.getBytes(StandardCharsets.UTF_8);
            Future<?> unused = // the callback is told the same
                producer.send(
                    new ProducerRecord<>(topic.name(), key, framed),
                    (metadata, error) -> failure.compareAndSet(null, error));
          });
      producer.flush();
    }
    if (failure.get() != null) {
      throw new IllegalStateException("the load could not be written", failure.get());
    }
  }

  String bootstrap() {
    return cluster.bootstrapServers();
  }

  String registryUrl() {
    return cluster.registryUrl();
  }

  /** Where the contender may keep what it needs; gone with the stage. */
  Path directory() {
    return cluster.directory().resolve("contender");
  }

  TopicCatalogue topics() {
    return topics;
  }

  Map<String, Object> client() {
    return Map.of("bootstrap.servers", cluster.bootstrapServers());
  }

  @Override
  public void close() {
    registry.close();
    cluster.close();
  }
}
