package dev.gantry.app.config;

import dev.gantry.topologies.config.TopologiesConfig;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a command is told the configuration of {@code gantry run}. */
public final class ConfigOption {

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "The configuration of gantry run; GANTRY_… variables count as well.")
  @Nullable Path file;

  /** Makes the option; picocli sets it. */
  public ConfigOption() {}

  /**
   * What the topologies are set to: as the configuration says, or as they are by default where none
   * was named.
   *
   * @throws ConfigException when the configuration cannot be used
   */
  public TopologiesConfig settings() {
    return file == null ? TopologiesConfig.DEFAULT : load(System.getenv()).toTopologies();
  }

  /**
   * The database of places that the configuration names; empty where it names none, or none was
   * named.
   *
   * @throws ConfigException when the configuration cannot be used
   */
  public Optional<Path> geoDatabase() {
    return file == null ? Optional.empty() : load(System.getenv()).signins().geoDatabase();
  }

  boolean isGiven() {
    return file != null;
  }

  GantryConfig load(Map<String, String> environment) {
    return ConfigLoader.load(file, environment);
  }
}
