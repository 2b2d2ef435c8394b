package dev.gantry.app.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.utils.Exit;
import org.jspecify.annotations.Nullable;

/**
 * What is said and tidied up when Kafka halts this process, as it does once it can't write to its
 * directory any more: no shutdown hook runs then.
 */
final class Halt {
  private static final Set<ClusterDirectory> IN_USE = ConcurrentHashMap.newKeySet();

  private Halt() {}

  static void watch(ClusterDirectory directory) {
    IN_USE.add(directory);
    Exit.setHaltProcedure(Halt::halt);
  }

  static void forget(ClusterDirectory directory) {
    IN_USE.remove(directory);
  }

  private static void halt(int status, @Nullable String message) {
    try {
      IN_USE.forEach(Halt::leave);
    } finally {
      Runtime.getRuntime().halt(status);
    }
  }

  private static void leave(ClusterDirectory directory) {
    System.err.printf(
        "gantry: Kafka can't go on in %s, where %s are free; what it met is logged above%n",
        directory.root(), free(directory));
    if (directory.temporary()) {
      try {
        directory.delete();
      } catch (IOException e) {
        System.err.println("gantry: could not delete all of " + directory.root() + ": " + e);
      }
    }
  }

  private static String free(ClusterDirectory directory) {
    try {
      long bytes = Files.getFileStore(directory.root()).getUsableSpace();
      return (bytes >> 20) + " MiB";
    } catch (IOException e) {
      return "an unknown number of bytes";
    }
  }
}
