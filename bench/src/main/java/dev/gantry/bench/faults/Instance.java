package dev.gantry.bench.faults;

import dev.gantry.app.jvm.ChildJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An instance of the application: {@code gantry run} in a process of its own. */
final class Instance implements AutoCloseable {

  /** Compiled code is kept simple, as a process that lives for a minute never earns better. */
  private static final List<String> SMALL =
      List.of(
          "-Xmx320m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Djava.awt.headless=true");

  private static final long STOP_SECONDS = 30;

  private final ChildJvm.Launch launch;
  private final SkewedClock clock;
  private ChildJvm process;

  private Instance(ChildJvm.Launch launch, SkewedClock clock) {
    this.launch = launch;
    this.clock = clock;
    this.process = ChildJvm.start(launch);
  }

  /**
   * Starts an instance; returns while it comes up.
   *
   * @param home directory of its own
   * @param partitions partitions of the topics
   */
  static Instance start(
      String name, Path home, String bootstrapServers, String registryUrl, int partitions)
      throws IOException {
    Files.createDirectories(home);
    Path config = home.resolve("gantry.yaml");
    Files.writeString(
        config,
        """
        cluster: {bootstrap_servers: [%s], kafka: {commit.interval.ms: 200, linger.ms: 10}}
        registry: {urls: ["%s"]}
        topics: {partitions: %d}
        roles: [vision, tracking, traffic, match, alerting]
        state_dir: %s
        instance_id: %s
        """
            .formatted(bootstrapServers, registryUrl, partitions, home.resolve("state"), name));
    SkewedClock clock = new SkewedClock(home.resolve("clock"));
    Optional<Path> library = SkewedClock.library();
    Map<String, String> environment = new HashMap<>();
    library.ifPresent(found -> environment.putAll(clock.environment(found)));
    return new Instance(
        new ChildJvm.Launch(
            InstanceMain.class,
            List.of("run", "--config", config.toString()),
            SMALL,
            environment,
            home.resolve("gantry.log")),
        clock);
  }

  ChildJvm process() {
    return process;
  }

  SkewedClock clock() {
    return clock;
  }

  /** Starts it again after it was killed. */
  void startAgain() {
    process = ChildJvm.start(launch);
  }

  /** Stops it in order. */
  void stop() {
    process.stop(STOP_SECONDS);
  }

  @Override
  public void close() {
    process.close();
  }
}
