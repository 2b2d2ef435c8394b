package dev.gantry.app.config;

import dev.gantry.schemas.registry.RegistrySettings;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * How a command is told which installation to talk to: by the configuration of {@code gantry run}
 * (file and environment), or by addresses for a cluster that asks for no credentials.
 */
public final class ConnectionOptions {
  @Spec(Spec.Target.MIXEE)
  CommandSpec spec;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "The configuration of gantry run; GANTRY_… variables count as well.")
  @Nullable Path config;

  @Option(
      names = "--bootstrap",
      paramLabel = "HOST:PORT",
      description = "Brokers of a cluster that asks for no credentials, such as the demo's.")
  @Nullable String bootstrap;

  @Option(
      names = "--registry",
      paramLabel = "URL",
      description = "The schema registry, with --bootstrap.")
  @Nullable String registry;

  @Option(
      names = "--prefix",
      paramLabel = "TEXT",
      description = "What stands before the names of topics, with --bootstrap.")
  @Nullable String prefix;

  /** Makes the options; picocli sets them. */
  public ConnectionOptions() {}

  /**
   * The connection asked for.
   *
   * @throws ParameterException when the options contradict each other
   * @throws ConfigException when the configuration cannot be used
   */
  public Connection connection() {
    return connection(System.getenv());
  }

  Connection connection(Map<String, String> environment) {
    if (bootstrap == null) {
      if (registry != null || prefix != null) {
        throw new ParameterException(
            spec.commandLine(), "--registry and --prefix go with --bootstrap");
      }
      boolean nothing =
          config == null && !environment.containsKey("GANTRY_CLUSTER_BOOTSTRAP_SERVERS");
      if (nothing) {
        throw new ParameterException(
            spec.commandLine(), "expected --config FILE or --bootstrap HOST:PORT");
      }
      return Connection.of(ConfigLoader.load(config, environment));
    }
    if (config != null) {
      throw new ParameterException(
          spec.commandLine(), "expected either --config or --bootstrap, not both");
    }
    return new Connection(
        Map.of("bootstrap.servers", bootstrap),
        Optional.ofNullable(registry).map(this::settings),
        prefix == null ? "" : prefix,
        OptionalInt.empty());
  }

  private RegistrySettings settings(String url) {
    try {
      return RegistrySettings.of(url);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          spec.commandLine(), "--registry: " + String.valueOf(e.getMessage()), e);
    }
  }
}
