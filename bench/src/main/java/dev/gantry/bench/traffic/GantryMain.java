package dev.gantry.bench.traffic;

import dev.gantry.app.jvm.Tether;
import dev.gantry.app.process.GantryProcess;
import dev.gantry.app.process.ProcessSettings;
import dev.gantry.detectors.DetectorSettings;
import dev.gantry.schemas.registry.RegistrySettings;
import dev.gantry.topologies.config.TopologiesConfig;
import dev.gantry.topologies.runtime.Role;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** TRACKING and TRAFFIC as shipped, in a process of their own: brokers, registry, directory. */
final class GantryMain {

  private GantryMain() {}

  public static void main(String[] arguments) {
    Tether.toParent();
    ProcessSettings settings =
        settings(arguments[0], arguments[1], Path.of(arguments[2]), Integer.parseInt(arguments[3]));
    try (GantryProcess process = GantryProcess.start(settings, List.of())) {
      process.failure().join();
      process.check();
    }
  }

  static ProcessSettings settings(String bootstrap, String registry, Path dir, int threads) {
    return new ProcessSettings(
        Map.of("bootstrap.servers", bootstrap),
        RegistrySettings.of(registry),
        "",
        OptionalInt.of(Stage.PARTITIONS),
        EnumSet.of(Role.TRACKING, Role.TRAFFIC),
        Map.of(Role.TRACKING, threads, Role.TRAFFIC, 1),
        dir,
        "bench",
        DetectorSettings.defaults(),
        Optional.empty(),
        TopologiesConfig.DEFAULT,
        Optional.empty());
  }
}
