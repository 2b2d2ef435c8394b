package dev.gantry.app.config;

import dev.gantry.schemas.registry.RegistrySettings;
import dev.gantry.topologies.config.TopologiesConfig;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
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

  @Mixin ConfigOption config = new ConfigOption();

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

  /** Whether any of the options was used. */
  public boolean isGiven() {
    return config.isGiven() || bootstrap != null || registry != null || prefix != null;
  }

  /**
   * The connection asked for.
   *
   * @throws ParameterException when the options contradict each other
   * @throws ConfigException when the configuration cannot be used
   */
  public Connection connection() {
    return connection(System.getenv());
  }

  /**
   * What the topologies of the installation are set to, for a command that may do without the
   * installation itself: the defaults where nothing says.
   *
   * @throws ParameterException when the options contradict each other
   * @throws ConfigException when the configuration cannot be used
   */
  public TopologiesConfig settings() {
    return configured(System.getenv())
        .map(GantryConfig::toTopologies)
        .orElse(TopologiesConfig.DEFAULT);
  }

  /**
   * The database of places that the installation's configuration names, if any.
   *
   * @throws ParameterException when the options contradict each other
   * @throws ConfigException when the configuration cannot be used
   */
  public Optional<Path> geoDatabase() {
    return configured(System.getenv()).flatMap(config -> config.signins().geoDatabase());
  }

  Connection connection(Map<String, String> environment) {
    Optional<Connection> configured = configured(environment).map(Connection::of);
    if (configured.isPresent()) {
      return configured.get();
    }
    if (bootstrap == null) {
      throw new ParameterException(
          spec.commandLine(), "expected --config FILE or --bootstrap HOST:PORT");
    }
    return new Connection(
        Map.of("bootstrap.servers", bootstrap),
        Optional.ofNullable(registry).map(this::registryAt),
        prefix == null ? "" : prefix,
        OptionalInt.empty(),
        TopologiesConfig.DEFAULT);
  }

  /** The configuration, where one was named or is in the environment. */
  private Optional<GantryConfig> configured(Map<String, String> environment) {
    if (bootstrap == null && (registry != null || prefix != null)) {
      throw new ParameterException(
          spec.commandLine(), "--registry and --prefix go with --bootstrap");
    }
    if (bootstrap != null && config.isGiven()) {
      throw new ParameterException(
          spec.commandLine(), "expected either --config or --bootstrap, not both");
    }
    boolean any = config.isGiven() || environment.containsKey("GANTRY_CLUSTER_BOOTSTRAP_SERVERS");
    return bootstrap == null && any ? Optional.of(config.load(environment)) : Optional.empty();
  }

  private RegistrySettings registryAt(String url) {
    try {
      return RegistrySettings.of(url);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          spec.commandLine(), "--registry: " + String.valueOf(e.getMessage()), e);
    }
  }
}
