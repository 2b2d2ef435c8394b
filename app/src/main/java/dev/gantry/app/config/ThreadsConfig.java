package dev.gantry.app.config;

import dev.gantry.topologies.runtime.Role;
import java.util.Map;

/**
 * Threads of each role in this process. Each works on partitions of its own: more than the input
 * topics have partitions, over all processes that share the role, find nothing to do.
 */
public record ThreadsConfig(
    @Setting(
            doc =
                "Threads of `vision`. Each works on partitions of its own, so of use are as many as its topics have partitions, over all processes that share it; the same for the others.",
            byDefault = "1",
            min = 1,
            max = 64)
        int vision,
    @Setting(doc = "Threads of `tracking`.", byDefault = "1", min = 1, max = 64) int tracking,
    @Setting(doc = "Threads of `traffic`.", byDefault = "1", min = 1, max = 64) int traffic,
    @Setting(doc = "Threads of `tasks`.", byDefault = "1", min = 1, max = 64) int tasks,
    @Setting(doc = "Threads of `signins`.", byDefault = "1", min = 1, max = 64) int signins,
    @Setting(doc = "Threads of `match`.", byDefault = "1", min = 1, max = 64) int match,
    @Setting(doc = "Threads of `alerting`.", byDefault = "1", min = 1, max = 64) int alerting) {

  /** By role, as the runtime takes them. */
  public Map<Role, Integer> byRole() {
    return Map.of(
        Role.VISION,
        vision,
        Role.TRACKING,
        tracking,
        Role.TRAFFIC,
        traffic,
        Role.TASKS,
        tasks,
        Role.SIGNINS,
        signins,
        Role.MATCH,
        match,
        Role.ALERTING,
        alerting);
  }
}
