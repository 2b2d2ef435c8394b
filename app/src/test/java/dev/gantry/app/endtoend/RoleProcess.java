package dev.gantry.app.endtoend;

import dev.gantry.app.command.Main;
import dev.gantry.app.jvm.ChildJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** {@code gantry run} in a process of its own, to be killed. */
final class RoleProcess {

  private RoleProcess() {}

  /**
   * Starts some roles on the cluster of a test; returns while they come up.
   *
   * @param directory of configuration, log and state, the same for each start
   * @param roles their names, with commas between
   */
  static ChildJvm start(RunningGantry gantry, Path directory, String roles) throws IOException {
    Path config =
        Files.writeString(
            directory.resolve("gantry.yaml"),
            """
            cluster: {bootstrap_servers: ["%s"]}
            registry: {urls: ["%s"]}
            topics: {partitions: %d}
            roles: [%s]
            state_dir: %s
            """
                .formatted(
                    gantry.cluster().bootstrapServers(),
                    gantry.cluster().registryUrl(),
                    RunningGantry.PARTITIONS,
                    roles,
                    directory.resolve("state")));
    return ChildJvm.start(
        new ChildJvm.Launch(
            Main.class,
            List.of("run", "--config", config.toString()),
            List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
            Map.of(),
            directory.resolve("gantry.log")));
  }
}
