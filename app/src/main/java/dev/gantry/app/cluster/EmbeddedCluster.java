package dev.gantry.app.cluster;

import dev.gantry.app.registry.CompatibilityLevel;
import dev.gantry.app.registry.RegistryServer;
import java.io.IOException;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Kafka cluster of one node and a schema registry inside this process, reachable from this
 * machine only.
 *
 * <p>Cluster id, topics, offsets and transactions stay with the data directory, also when the
 * process was killed. Ports are those of the last start there if still free, else any. Thread-safe.
 */
public final class EmbeddedCluster implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedCluster.class);

  private final ClusterDirectory directory;
  private final RegistryServer registry;
  private final KafkaNode kafka;
  private boolean closed;

  private EmbeddedCluster(ClusterDirectory directory, RegistryServer registry, KafkaNode kafka) {
    this.directory = directory;
    this.registry = registry;
    this.kafka = kafka;
  }

  /**
   * Starts the cluster and returns once clients can use it.
   *
   * @throws EmbeddedClusterException when the directory is in use or holds something else, or Kafka
   *     cannot start in it
   */
  public static EmbeddedCluster start(EmbeddedClusterSettings settings) {
    Path parent = settings.dataDir().getParent();
    if (!settings.keep() && parent != null) {
      ClusterDirectory.sweepAbandoned(parent);
    }
    ClusterDirectory directory = ClusterDirectory.open(settings.dataDir(), settings.keep());
    RegistryServer registry = null;
    try {
      registry = startRegistry(directory);
      Halt.watch(directory);
      KafkaNode kafka = startKafka(directory, settings.partitions(), registry.port());
      return new EmbeddedCluster(directory, registry, kafka);
    } catch (RuntimeException | Error e) { // an Error where the process ends already, see Demo
      if (registry != null) {
        close(registry);
      }
      release(directory);
      throw e;
    }
  }

  private static RegistryServer startRegistry(ClusterDirectory directory) {
    try {
      return RegistryServer.start(
          directory.registry(), CompatibilityLevel.FULL_TRANSITIVE, directory.ports().registry());
    } catch (IOException e) {
      throw new EmbeddedClusterException("the schema registry did not start: " + e.getMessage(), e);
    }
  }

  private static KafkaNode startKafka(
      ClusterDirectory directory, int partitions, int registryPort) {
    try {
      if (!directory.formatted()) {
        ClusterDirectory.deleteTree(directory.kafka());
        KafkaNode.format(directory.kafka(), BrokerProperties.NODE_ID, directory.clusterId());
        directory.markFormatted();
      }
      KafkaNode node = KafkaNode.start(directory.kafka(), partitions, directory.ports());
      directory.remember(new Ports(node.clientPort(), node.controllerPort(), registryPort));
      return node;
    } catch (EmbeddedClusterException e) {
      throw e;
    } catch (Exception e) {
      throw new EmbeddedClusterException(
          "Kafka did not start in " + directory.kafka() + ": " + e.getMessage(), e);
    }
  }

  /** Host and port for {@code bootstrap.servers}. */
  public String bootstrapServers() {
    return BrokerProperties.HOST + ":" + kafka.clientPort();
  }

  /** The address for {@code schema.registry.url}. */
  public String registryUrl() {
    return registry.url();
  }

  /** Where the data lies; other state of the same installation may be kept beside it. */
  public Path directory() {
    return directory.root();
  }

  /** The id given at first start, the same for the life of the directory. */
  public String clusterId() {
    return directory.clusterId();
  }

  /** Stops the node, and deletes the data unless it is to be kept. Repeated calls do nothing. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      kafka.close();
    } finally {
      close(registry);
      release(directory);
    }
  }

  private static void close(RegistryServer registry) {
    try {
      registry.close();
    } catch (IOException e) {
      LOG.warn("could not close the schema registry: {}", e.toString());
    }
  }

  private static void release(ClusterDirectory directory) {
    Halt.forget(directory);
    try (directory) {
      if (directory.temporary()) {
        directory.delete();
      }
    } catch (IOException e) {
      LOG.warn("could not clean up {}: {}", directory.root(), e.toString());
    }
  }
}
