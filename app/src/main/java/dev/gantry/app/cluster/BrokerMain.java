package dev.gantry.app.cluster;

import dev.gantry.app.jvm.Tether;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;

/**
 * One broker of a {@link BrokerGroup}, in a process of its own.
 *
 * <p>Arguments: the file with its properties, and the cluster's id, with which an empty directory
 * is formatted.
 */
final class BrokerMain {

  private BrokerMain() {}

  /** Runs until the process is ended. */
  public static void main(String[] arguments) throws Exception {
    Tether.toParent();
    Properties properties = load(Path.of(arguments[0]));
    KafkaConfig config = new KafkaConfig(properties);
    Path logDir = Path.of(config.metadataLogDir());
    if (!Files.exists(logDir.resolve("meta.properties"))) {
      KafkaNode.format(logDir, config.nodeId(), arguments[1]);
    }
    KafkaRaftServer server = new KafkaRaftServer(config, Time.SYSTEM);
    Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown, "broker-shutdown"));
    server.startup();
    server.awaitShutdown();
  }

  private static Properties load(Path file) throws IOException {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    }
    return properties;
  }
}
