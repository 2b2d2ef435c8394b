package dev.gantry.app.cluster;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import kafka.server.BrokerServer;
import kafka.server.ControllerServer;
import kafka.server.FaultHandlerFactory;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.server.Server;
import kafka.server.SharedServer;
import kafka.server.StandardFaultHandlerFactory;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.bootstrap.BootstrapMetadata;
import org.apache.kafka.metadata.properties.MetaPropertiesEnsemble;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.raft.QuorumConfig;
import org.apache.kafka.server.ServerSocketFactory;
import org.apache.kafka.server.common.Feature;
import org.apache.kafka.server.common.MetadataVersion;
import org.apache.kafka.server.fault.FaultHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.Tuple2;

/**
 * One KRaft node, controller and broker, in this process.
 *
 * <p>Put together as Kafka's own {@code KafkaRaftServer} does, with two differences. Its sockets
 * are bound before the configuration is written, so a free port cannot be lost between finding and
 * using it. And a fault during start is thrown to the caller, where Kafka's own would halt the
 * process; once started a fatal fault halts it, because a broken quorum must not go on.
 */
final class KafkaNode implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(KafkaNode.class);
  private static final Duration CONTROLLED_SHUTDOWN = Duration.ofSeconds(5);

  private final Sockets sockets;
  private final Metrics metrics;
  private final ControllerServer controller;
  private final BrokerServer broker;
  private volatile boolean starting = true;

  private KafkaNode(Path logDir, int partitions, Sockets sockets) {
    this.sockets = sockets;
    KafkaConfig config =
        new KafkaConfig(
            BrokerProperties.of(
                logDir,
                sockets.clientPort(),
                sockets.controllerPort(),
                partitions,
                hasCrashed(logDir)));
    Tuple2<MetaPropertiesEnsemble, BootstrapMetadata> storage =
        KafkaRaftServer.initializeLogDirs(config, LOG, "");
    this.metrics =
        Server.initializeMetrics(config, Time.SYSTEM, storage._1().clusterId().orElseThrow());
    SharedServer shared =
        new SharedServer(
            config,
            storage._1(),
            Time.SYSTEM,
            metrics,
            CompletableFuture.completedFuture(
                QuorumConfig.parseVoterConnections(config.quorumConfig().voters())),
            List.of(),
            faultHandlers(),
            sockets);
    this.controller = new ControllerServer(shared, KafkaRaftServer.configSchema(), storage._2());
    this.broker = new BrokerServer(shared);
  }

  /** A broker leaves this file behind when it stops, and takes it away when it starts. */
  private static boolean hasCrashed(Path logDir) {
    return Files.exists(logDir.resolve("__cluster_metadata-0"))
        && !Files.exists(logDir.resolve(".kafka_cleanshutdown"));
  }

  /** Writes an empty cluster's storage into {@code logDir}. */
  static void format(Path logDir, int nodeId, String clusterId) throws Exception {
    try (PrintStream quiet =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
      new Formatter()
          .setPrintStream(quiet)
          .setNodeId(nodeId)
          .setClusterId(clusterId)
          .addDirectory(logDir.toString())
          .setMetadataLogDirectory(logDir.toString())
          .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
          .setSupportedFeatures(Feature.PRODUCTION_FEATURES)
          .setControllerListenerName(BrokerProperties.CONTROLLER_LISTENER)
          .run();
    }
  }

  /**
   * Starts a node on formatted storage; returns when clients can produce and consume.
   *
   * @param wanted its ports, where they are free
   */
  static KafkaNode start(Path logDir, int partitions, Ports wanted) throws IOException {
    Sockets sockets = Sockets.open(wanted);
    KafkaNode node;
    try {
      node = new KafkaNode(logDir, partitions, sockets);
    } catch (RuntimeException | Error e) {
      sockets.close();
      throw e;
    }
    try {
      node.controller.startup();
      node.broker.startup();
      node.starting = false;
      return node;
    } catch (RuntimeException | Error e) {
      try {
        node.close();
      } catch (RuntimeException alsoFailed) {
        e.addSuppressed(alsoFailed);
      }
      throw e;
    }
  }

  int clientPort() {
    return sockets.clientPort();
  }

  int controllerPort() {
    return sockets.controllerPort();
  }

  @Override
  public void close() {
    try {
      broker.shutdown(CONTROLLED_SHUTDOWN);
      controller.shutdown();
      broker.awaitShutdown();
      controller.awaitShutdown();
    } finally {
      metrics.close();
      sockets.close();
    }
  }

  private FaultHandlerFactory faultHandlers() {
    StandardFaultHandlerFactory standard = new StandardFaultHandlerFactory();
    return (name, fatal, action) -> {
      FaultHandler running = standard.build(name, fatal, action);
      return (message, cause) ->
          starting && fatal
              ? new EmbeddedClusterException(name + ": " + message, cause)
              : running.handleFault(message, cause);
    };
  }

  /** The node's two listening sockets, bound to free loopback ports before it starts. */
  private record Sockets(ServerSocketChannel client, ServerSocketChannel controller)
      implements ServerSocketFactory, AutoCloseable {
    private static final byte[] LOOPBACK = {127, 0, 0, 1};
    private static final int BACKLOG = 50;
    private static final int DEFAULT_BUFFER = -1;

    static Sockets open(Ports wanted) throws IOException {
      ServerSocketChannel client = bind(BrokerProperties.CLIENT_LISTENER, wanted.client());
      try {
        return new Sockets(client, bind(BrokerProperties.CONTROLLER_LISTENER, wanted.controller()));
      } catch (IOException e) {
        client.close();
        throw e;
      }
    }

    private static ServerSocketChannel bind(String listener, int wanted) throws IOException {
      InetAddress address = InetAddress.getByAddress(LOOPBACK);
      try {
        return ServerSocketFactory.INSTANCE.openServerSocket(
            listener, new InetSocketAddress(address, wanted), BACKLOG, DEFAULT_BUFFER);
      } catch (IOException | RuntimeException taken) {
        return ServerSocketFactory.INSTANCE.openServerSocket(
            listener, new InetSocketAddress(address, 0), BACKLOG, DEFAULT_BUFFER);
      }
    }

    int clientPort() {
      return client.socket().getLocalPort();
    }

    int controllerPort() {
      return controller.socket().getLocalPort();
    }

    @Override
    public ServerSocketChannel openServerSocket(
        String listener, InetSocketAddress address, int backlog, int receiveBuffer)
        throws IOException {
      for (ServerSocketChannel bound : List.of(client, controller)) {
        if (bound.socket().getLocalPort() == address.getPort()) {
          return bound;
        }
      }
      throw new SocketException("no socket was bound for " + listener + " at " + address);
    }

    @Override
    public void close() {
      for (ServerSocketChannel bound : List.of(client, controller)) {
        try {
          bound.close();
        } catch (IOException e) {
          LOG.debug("closing a listening socket failed", e);
        }
      }
    }
  }
}
