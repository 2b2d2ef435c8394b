package dev.gantry.bench.faults;

import dev.gantry.app.cluster.BrokerGroup;
import dev.gantry.app.cluster.BrokerGroupSettings;
import dev.gantry.app.cluster.BrokerNode;
import dev.gantry.app.process.GantryProcess;
import dev.gantry.app.registry.CompatibilityLevel;
import dev.gantry.app.registry.RegistryServer;
import dev.gantry.schemas.registry.RegistrySettings;
import dev.gantry.schemas.registry.RestSchemaRegistry;
import dev.gantry.schemas.topic.TopicAdmin;
import dev.gantry.schemas.topic.TopicCatalogue;
import dev.gantry.topologies.definition.DefinitionPublisher;
import dev.gantry.topologies.definition.ParsedDefinition;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Three brokers behind relays, a registry, and instances of the application: what faults are done
 * to. The registry is in this process and not done anything to.
 */
final class TestBed implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(TestBed.class);
  private static final Duration START = Duration.ofMinutes(2);

  /** Partitions of each topic. */
  static final int PARTITIONS = 4;

  /** A hundred faults leave four gigabytes. */
  private static final int QUOTA_MEGABYTES = 8192;

  private final Path dir;
  private final Deque<AutoCloseable> parts = new ArrayDeque<>();
  private final Map<Integer, Relay> relaysByPort = new HashMap<>();
  private final List<DiskQuota> quotas = new ArrayList<>();
  private final List<Instance> instances = new ArrayList<>();
  private final BrokerGroup brokers;
  private final RegistryServer registry;
  private final TopicCatalogue topics;

  /**
   * Starts brokers, registry and topics, publishes the definitions and starts instances; returns
   * while these come up.
   *
   * @param dir empty directory for all data
   * @param quotas whether the directories of brokers are limited in size
   */
  TestBed(Path dir, int instances, boolean quotas, List<ParsedDefinition> definitions)
      throws IOException, InterruptedException {
    this.dir = dir;
    try {
      if (quotas) {
        limitBrokers();
      }
      brokers =
          part(BrokerGroup.start(BrokerGroupSettings.three(dir).withInFront(this::relayTo), START));
      registry = part(RegistryServer.start(dir.resolve("registry"), CompatibilityLevel.NONE, 0));
      RestSchemaRegistry schemas =
          part(new RestSchemaRegistry(RegistrySettings.of(registry.url())));
      topics = new TopicCatalogue("", schemas);
      publish(schemas, definitions);
      for (int n = 1; n <= instances; n++) {
        this.instances.add(part(startInstance(n)));
      }
    } catch (IOException | InterruptedException | RuntimeException e) {
      close();
      throw e;
    }
  }

  /** The directories must be there, and limited, before brokers write to them. */
  private void limitBrokers() throws IOException {
    for (int id = 1; id <= 3; id++) {
      Path data = Files.createDirectories(dir.resolve("broker-" + id).resolve("data"));
      quotas.add(part(DiskQuota.on(data, QUOTA_MEGABYTES)));
    }
  }

  private int relayTo(int port) {
    Relay relay = part(new Relay(port));
    relaysByPort.put(port, relay);
    return relay.port();
  }

  private void publish(RestSchemaRegistry schemas, List<ParsedDefinition> definitions) {
    try (Admin admin = Admin.create(client())) {
      TopicAdmin.ensure(admin, topics.all(), OptionalInt.of(PARTITIONS));
      keepFrames(admin);
    }
    new DefinitionPublisher(
            client(), topics, schemas, GantryProcess.definitionParser(), Clock.systemUTC())
        .publish(definitions, DefinitionPublisher.Change.now("bench", "load of the fault run"));
  }

  /** Frames are looked for in the end, and are kept for a quarter of an hour otherwise. */
  private void keepFrames(Admin admin) {
    ConfigResource frames =
        new ConfigResource(ConfigResource.Type.TOPIC, topics.cameraFrames().name());
    ConfigEntry forEver = new ConfigEntry(TopicConfig.RETENTION_MS_CONFIG, "-1");
    AlterConfigOp set = new AlterConfigOp(forEver, AlterConfigOp.OpType.SET);
    admin
        .incrementalAlterConfigs(Map.of(frames, List.of(set)))
        .all()
        .toCompletionStage()
        .toCompletableFuture()
        .join();
  }

  private Instance startInstance(int number) throws IOException {
    String name = "instance-" + number;
    return Instance.start(
        name, dir.resolve(name), brokers.bootstrapServers(), registryUrl(), PARTITIONS);
  }

  private <P extends AutoCloseable> P part(P part) {
    parts.push(part);
    return part;
  }

  BrokerGroup brokers() {
    return brokers;
  }

  List<Instance> instances() {
    return instances;
  }

  TopicCatalogue topics() {
    return topics;
  }

  /** What stands between a broker and its clients. */
  Relay relay(BrokerNode broker) {
    Relay relay = relaysByPort.get(broker.clientPort());
    if (relay == null) {
      throw new IllegalStateException("no relay for broker " + broker.id());
    }
    return relay;
  }

  /** The limit of a broker's directory. */
  DiskQuota quota(BrokerNode broker) {
    return quotas.get(broker.id() - 1);
  }

  String registryUrl() {
    return URI.create(registry.url()).toString();
  }

  /** How clients that nothing is done to reach the brokers. */
  Map<String, Object> client() {
    return Map.of("bootstrap.servers", brokers.directServers());
  }

  @Override
  public void close() {
    while (!parts.isEmpty()) {
      AutoCloseable part = parts.pop();
      try {
        part.close();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (Exception e) {
        LOG.warn("{} did not stop cleanly: {}", part.getClass().getSimpleName(), e.toString());
      }
    }
  }
}
