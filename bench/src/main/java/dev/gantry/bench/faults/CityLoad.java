package dev.gantry.bench.faults;

import dev.gantry.app.jvm.ChildJvm;
import dev.gantry.ingest.city.CityScenario;
import java.nio.file.Path;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The detections of a simulated city: {@code gantry ingest simulator} in a process of its own. */
final class CityLoad implements AutoCloseable {

  private static final List<String> SMALL =
      List.of("-Xmx256m", "-XX:+UseSerialGC", "-Djava.awt.headless=true");

  private static final long STOP_SECONDS = 60;

  private final ChildJvm process;

  /** Begins to send, at the pace of the city. */
  CityLoad(CityScenario scenario, String bootstrapServers, String registryUrl, Path log) {
    List<String> arguments = new ArrayList<>(List.of("ingest", "simulator", "--detections-only"));
    arguments.addAll(List.of("--bootstrap", bootstrapServers, "--registry", registryUrl));
    arguments.addAll(List.of("--seed", Long.toString(scenario.seed())));
    arguments.addAll(List.of("--cameras", Integer.toString(scenario.cameras())));
    arguments.addAll(List.of("--fps", Integer.toString(scenario.framesPerSecond())));
    arguments.addAll(
        List.of("--time-of-day", LocalTime.ofSecondOfDay(scenario.secondOfDay()).toString()));
    if (!scenario.incidents()) {
      arguments.add("--nothing-wrong");
    }
    process =
        ChildJvm.start(new ChildJvm.Launch(InstanceMain.class, arguments, SMALL, Map.of(), log));
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Lets it send what it has begun, tell the end of its cameras, and stop. */
  void finish() {
    process.stop(STOP_SECONDS);
  }

  @Override
  public void close() {
    process.close();
  }
}
