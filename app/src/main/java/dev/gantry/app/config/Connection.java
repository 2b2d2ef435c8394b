package dev.gantry.app.config;

import dev.gantry.app.CommandFailedException;
import dev.gantry.schemas.registry.RegistrySettings;
import dev.gantry.topologies.config.TopologiesConfig;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;

/**
 * What a command needs to talk to an installation.
 *
 * @param client properties for any Kafka client; may hold secrets, so they do not print
 * @param registry the schema registry; empty when none was named
 * @param prefix before the name of every topic
 * @param partitions of topics with more than one, where they are not the catalogue's
 * @param settings what its topologies are set to; the defaults where nobody says
 */
public record Connection(
    Map<String, Object> client,
    Optional<RegistrySettings> registry,
    String prefix,
    OptionalInt partitions,
    TopologiesConfig settings) {
  public Connection {
    client = Map.copyOf(client);
  }

  /** The same connection as a configuration describes it. */
  public static Connection of(GantryConfig config) {
    return new Connection(
        config.cluster().clientProperties(),
        Optional.of(config.registry().toSettings()),
        config.topics().prefix(),
        config.topics().partitionsOverride(),
        config.toTopologies());
  }

  /** Where the cluster is, for messages. */
  public String bootstrap() {
    return String.valueOf(client.get("bootstrap.servers"));
  }

  /**
   * The schema registry, for a command that can't do without.
   *
   * @throws CommandFailedException when none was named
   */
  public RegistrySettings requireRegistry() {
    return registry.orElseThrow(
        () ->
            new CommandFailedException(
                "--registry: expected a URL beside --bootstrap, found nothing"));
  }

  /**
   * Asks Kafka for an answer, since many a client would wait for one in silence.
   *
   * @throws CommandFailedException when there is none within seconds
   */
  public void requireKafka() {
    try (Admin admin = Admin.create(impatientClient())) {
      var unused = admin.describeCluster().nodes().get();
    } catch (ExecutionException e) {
      throw noAnswer(bootstrap(), e);
    } catch (KafkaException e) {
      throw noAnswer(bootstrap(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw noAnswer(bootstrap(), e);
    }
  }

  /**
   * What a user is told when a cluster does not answer.
   *
   * @param bootstrap where it was asked
   * @param failure what came instead; its cause says why, where it has one
   */
  public static CommandFailedException noAnswer(String bootstrap, Exception failure) {
    Throwable cause = failure.getCause() == null ? failure : failure.getCause();
    return new CommandFailedException(
        "expected Kafka to answer at %s, found: %s".formatted(bootstrap, cause.getMessage()),
        cause);
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
