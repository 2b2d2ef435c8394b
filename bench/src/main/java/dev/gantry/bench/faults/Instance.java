package dev.gantry.bench.faults;

import dev.gantry.app.jvm.ChildJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An instance of the application: {@code gantry run} in a process of its own. */
final class Instance implements AutoCloseable {

  /** Compiled code is kept simple, as a process that lives for a minute never earns better. */
  private static final List<String> SMALL =
      List.of(
          "-Xmx320m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Djava.awt.headless=true");

  private static final String CONFIG = "gantry.yaml";
  private static final long STOP_SECONDS = 30;

  private final Path home;
  private final SkewedClock clock;
  private ChildJvm.Launch launch;
  private ChildJvm process;

  private Instance(Path home, SkewedClock clock) {
    this.home = home;
    this.clock = clock;
    this.launch = launch("-XX:ArchiveClassesAtExit=" + archive());
    this.process = ChildJvm.start(launch);
  }

  /**
   * Starts an instance; returns while it comes up. Of its two partitions of detections each has a
   * thread: with one, the backlog of the one would wait for that of the other.
   *
   * @param home directory of its own
   * @param partitions partitions of the topics
   */
  static Instance start(
      String name, Path home, String bootstrapServers, String registryUrl, int partitions)
      throws IOException {
    Files.createDirectories(home);
    Files.writeString(
        home.resolve(CONFIG),
        """
        cluster: {bootstrap_servers: [%s], kafka: {commit.interval.ms: 500}}
        registry: {urls: ["%s"]}
        topics: {partitions: %d}
        roles: [vision, tracking, traffic, tasks, signins, match, alerting]
        threads: {tracking: 2}
        state_dir: %s
        instance_id: %s
        """
            .formatted(bootstrapServers, registryUrl, partitions, home.resolve("state"), name));
    return new Instance(home, new SkewedClock(home.resolve("clock")));
  }

  private ChildJvm.Launch launch(String option) {
    Map<String, String> environment = new HashMap<>();
    SkewedClock.library().ifPresent(found -> environment.putAll(clock.environment(found)));
    List<String> options = new ArrayList<>(SMALL);
    options.add(option);
    return new ChildJvm.Launch(
        InstanceMain.class,
        List.of("run", "--config", home.resolve(CONFIG).toString()),
        options,
        environment,
        home.resolve("gantry.log"));
  }

  private Path archive() {
    return home.resolve("classes.jsa");
  }

  /**
   * Stops it in order and starts it again, from now on with its classes as they lay in memory:
   * neither read nor checked, which is a fifth of the work of a start.
   */
  void archiveClasses() {
    stop();
    launch = launch("-XX:SharedArchiveFile=" + archive());
    process = ChildJvm.start(launch);
  }

  ChildJvm process() {
    return process;
  }

  SkewedClock clock() {
    return clock;
  }

  /** Starts it again after it was killed or stopped. */
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
