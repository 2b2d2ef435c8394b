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
 * @param overrides properties by Kafka's names for single roles; they win over everything else
 */
public record RuntimeSettings(
    String bootstrap,
    Map<String, String> client,
    Path stateDir,
    String instanceId,
    String prefix,
    Map<Role, Map<String, String>> overrides) {

  public RuntimeSettings {
    client = Map.copyOf(client);
    overrides = Map.copyOf(overrides);
    if (bootstrap.isBlank()) {
      throw new IllegalArgumentException("bootstrap: expected host:port, found blank");
    }
    if (!instanceId.matches("[a-zA-Z0-9._-]{1,200}")) {
      throw new IllegalArgumentException(
          "instance_id: expected 1 to 200 letters, digits, dots, underscores and hyphens, found '"
              + instanceId
              + "'");
    }
  }

  /** Without the values of client properties and overrides: they may be secrets. */
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
        + ", overrides="
        + overrides.keySet()
        + "]";
  }
}
