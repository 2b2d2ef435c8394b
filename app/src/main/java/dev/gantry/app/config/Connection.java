package dev.gantry.app.config;

import dev.gantry.schemas.registry.RegistrySettings;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a command needs to talk to an installation.
 *
 * @param client properties for any Kafka client; may hold secrets, so they do not print
 * @param registry the schema registry; empty when none was named
 * @param prefix before the name of every topic
 * @param partitions of topics with more than one, where they are not the catalogue's
 */
public record Connection(
    Map<String, Object> client,
    Optional<RegistrySettings> registry,
    String prefix,
    OptionalInt partitions) {
  public Connection {
    client = Map.copyOf(client);
  }

  /** The same connection as a configuration describes it. */
  public static Connection of(GantryConfig config) {
    return new Connection(
        config.cluster().clientProperties(),
        Optional.of(config.registry().toSettings()),
        config.topics().prefix(),
        config.topics().partitionsOverride());
  }

  /** Where the cluster is, for messages. */
  public String bootstrap() {
    return String.valueOf(client.get("bootstrap.servers"));
  }

  /** Properties for a client of a command, which gives up sooner than a service would. */
  public Map<String, Object> impatientClient() {
    Map<String, Object> properties = new HashMap<>(client);
    properties.putIfAbsent("default.api.timeout.ms", 15_000);
    properties.putIfAbsent("request.timeout.ms", 10_000);
    return properties;
  }

  @Override
  public String toString() {
    return "Connection[" + bootstrap() + ", prefix=" + prefix + "]";
  }
}
