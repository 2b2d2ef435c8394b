package dev.gantry.app.cluster;

import java.io.IOException;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Kafka cluster of one node inside this process, reachable from this machine only.
 *
 * <p>Ports are free ones and change between starts; cluster id, topics, offsets and transactions
 * stay with the data directory, also when the process was killed. Thread-safe.
 */
public final class EmbeddedCluster implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedCluster.class);

  private final ClusterDirectory directory;
  private final boolean deleteOnClose;
  private final KafkaNode kafka;
  private boolean closed;

  private EmbeddedCluster(ClusterDirectory directory, boolean deleteOnClose, KafkaNode kafka) {
    this.directory = directory;
    this.deleteOnClose = deleteOnClose;
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
    ClusterDirectory directory = ClusterDirectory.open(settings.dataDir());
    boolean deleteOnClose = !settings.keep() && directory.created();
    try {
      KafkaNode kafka = startKafka(directory, settings.partitions());
      return new EmbeddedCluster(directory, deleteOnClose, kafka);
    } catch (RuntimeException e) {
      release(directory, deleteOnClose);
      throw e;
    }
  }

  private static KafkaNode startKafka(ClusterDirectory directory, int partitions) {
    try {
      if (!directory.formatted()) {
        ClusterDirectory.deleteTree(directory.kafka());
        KafkaNode.format(directory.kafka(), directory.clusterId());
        directory.markFormatted();
      }
      return KafkaNode.start(directory.kafka(), partitions);
    } catch (EmbeddedClusterException e) {
      throw e;
    } catch (Exception e) {
      throw new EmbeddedClusterException(
          "Kafka did not start in " + directory.kafka() + ": " + e.getMessage(), e);
    }
  }

  /** Host and port for {@code bootstrap.servers}. */
  public String bootstrapServers() {
    return kafka.bootstrapServers();
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
      release(directory, deleteOnClose);
    }
  }

  private static void release(ClusterDirectory directory, boolean delete) {
    try (directory) {
      if (delete) {
        directory.delete();
      }
    } catch (IOException e) {
      LOG.warn("could not clean up {}: {}", directory.root(), e.toString());
    }
  }
}
