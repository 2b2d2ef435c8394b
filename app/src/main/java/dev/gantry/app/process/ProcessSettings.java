package dev.gantry.app.process;

import dev.gantry.app.CommandFailedException;
import dev.gantry.app.cluster.EmbeddedCluster;
import dev.gantry.app.cluster.EmbeddedClusterSettings;
import dev.gantry.app.config.GantryConfig;
import dev.gantry.app.config.RoleName;
import dev.gantry.detectors.DetectorSettings;
import dev.gantry.schemas.registry.RegistrySettings;
import dev.gantry.topologies.config.TopologiesConfig;
import dev.gantry.topologies.runtime.Role;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.CommonClientConfigs;

/**
 * What one process runs, and where.
 *
 * @param client how Kafka clients reach the cluster: bootstrap servers and security, by Kafka's
 *     names
 * @param registry how to reach the schema registry
 * @param topicsPrefix put before the name of every topic; may be empty
 * @param partitions partitions of every topic that has more than one; empty for the catalogue's
 *     numbers
 * @param roles topologies to run
 * @param threads threads of those that have more than one
 * @param stateDir where state stores lie
 * @param instanceId name of this process among those that share its roles, the same at every start
 * @param detectors settings of the natives
 * @param geoDatabase file that says where network addresses are; absent when there is none
 * @param topologies settings of the topologies
 * @param api where to serve the API; absent for a process without one
 */
public record ProcessSettings(
    Map<String, Object> client,
    RegistrySettings registry,
    String topicsPrefix,
    OptionalInt partitions,
    Set<Role> roles,
    Map<Role, Integer> threads,
    Path stateDir,
    String instanceId,
    DetectorSettings detectors,
    Optional<Path> geoDatabase,
    TopologiesConfig topologies,
    Optional<Address> api) {

  public ProcessSettings {
    client = Map.copyOf(client);
    roles = Set.copyOf(roles);
    threads = Map.copyOf(threads);
  }

  /**
   * Where to listen.
   *
   * @param host a loopback address
   * @param port 0 for a free one
   */
  public record Address(String host, int port) {

    /** Reachable from this machine only. */
    public static Address local(int port) {
      return new Address("127.0.0.1", port);
    }

    /**
     * Finds out early what would otherwise stop a start at its end.
     *
     * @throws CommandFailedException when it can't be listened on
     */
    public void requireFree() {
      try (ServerSocket socket = new ServerSocket()) {
        socket.bind(new InetSocketAddress(host, port));
      } catch (IOException e) {
        throw new CommandFailedException(
            "port %d of %s: expected a free one, or 0 for any; found one that can't be listened on: %s"
                .formatted(port, host, e.getMessage()),
            e);
      }
    }
  }

  /** All roles and the API on an embedded cluster, with their state beside its data. */
  public static ProcessSettings embedded(EmbeddedCluster cluster, int port) {
    return new ProcessSettings(
        Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, cluster.bootstrapServers()),
        RegistrySettings.of(cluster.registryUrl()),
        "",
        OptionalInt.of(EmbeddedClusterSettings.DEFAULT_PARTITIONS),
        EnumSet.allOf(Role.class),
        Map.of(),
        cluster.directory().resolve("state"),
        "embedded",
        DetectorSettings.defaults(),
        Optional.empty(),
        TopologiesConfig.DEFAULT,
        Optional.of(Address.local(port)));
  }

  /** The same with other roles, and without the API. */
  public ProcessSettings withOnly(Set<Role> others) {
    return new ProcessSettings(
        client,
        registry,
        topicsPrefix,
        partitions,
        others,
        threads,
        stateDir,
        instanceId,
        detectors,
        geoDatabase,
        topologies,
        Optional.empty());
  }

  /** What {@code gantry run} was configured with. */
  public static ProcessSettings of(GantryConfig config) {
    return new ProcessSettings(
        config.cluster().clientProperties(),
        config.registry().toSettings(),
        config.topics().prefix(),
        config.topics().partitionsOverride(),
        roles(config),
        config.threads().byRole(),
        config.stateDir(),
        config.instanceId().orElseGet(ProcessSettings::hostName),
        config.detectors().toSettings(),
        config.signins().geoDatabase(),
        config.toTopologies(),
        config.roles().contains(RoleName.API)
            ? Optional.of(new Address(config.http().host(), config.http().port()))
            : Optional.empty());
  }

  private static Set<Role> roles(GantryConfig config) {
    return config.roles().stream()
        .flatMap(named -> named.role().stream())
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Role.class)));
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "gantry";
    }
  }
}
