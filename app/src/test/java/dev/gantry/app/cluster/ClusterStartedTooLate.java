package dev.gantry.app.cluster;

import java.nio.file.Path;

/** Run as a process of its own: starts a temporary cluster when the process is ending already. */
final class ClusterStartedTooLate {

  private ClusterStartedTooLate() {}

  public static void main(String[] args) {
    EmbeddedClusterSettings settings = new EmbeddedClusterSettings(Path.of(args[0]), false, 1);
    Thread late = new Thread(() -> EmbeddedCluster.start(settings), "late");
    late.setUncaughtExceptionHandler((thread, failure) -> System.out.println("refused"));
    Runtime.getRuntime().addShutdownHook(late);
  }
}
