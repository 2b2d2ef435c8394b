package dev.gantry.topologies.runtime;

import java.nio.file.Path;
import java.util.Map;

/**
 * How roles run on a cluster.
 *
 * @param bootstrap addresses of the cluster, {@code host:port}, comma-separated
 * @param client properties for all Kafka clients, such as those of SASL and TLS, by Kafka's names
 * @param stateDir directory that outlives the process; two processes must not share one
 * @param instanceId name of this process among those of the same roles; the same after a restart
 * @param prefix what application ids begin with, as topic names do; may be empty
 * @param threads threads of roles that have more than one: each works on partitions of its own
 */
public record RuntimeSettings(
    String bootstrap,
    Map<String, String> client,
    Path stateDir,
    String instanceId,
    String prefix,
    Map<Role, Integer> threads) {

  public RuntimeSettings {
    client = Map.copyOf(client);
    threads = Map.copyOf(threads);
    if (bootstrap.isBlank()) {
      throw new IllegalArgumentException("bootstrap: expected host:port, found blank");
    }
    if (!instanceId.matches("[a-zA-Z0-9._-]{1,200}")) {
      throw new IllegalArgumentException(
          "instance_id: expected 1 to 200 letters, digits, dots, underscores and hyphens, found '"
              + instanceId
              + "'");
    }
    threads.forEach(
        (role, count) -> {
          if (count < 1) {
            throw new IllegalArgumentException(
                "threads." + role.roleName() + ": expected 1 or more, found " + count);
          }
        });
  }

  /** Threads of a role, 1 or more. */
  int threadsOf(Role role) {
    return threads.getOrDefault(role, 1);
  }

  /** Without the values of client properties: they may be secrets. */
  @Override
  public String toString() {
    return "RuntimeSettings[bootstrap="
        + bootstrap
        + ", client="
        + client.keySet()
        + ", stateDir="
        + stateDir
        + ", instanceId="
        + instanceId
        + ", prefix="
        + prefix
        + ", threads="
        + threads
        + "]";
  }
}
