package dev.gantry.app.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What an embedded cluster is made of.
 *
 * @param dataDir where broker and registry keep everything; created when missing, refused when it
 *     holds something else
 * @param keep whether the data outlives {@link EmbeddedCluster#close()}. When false the directory
 *     is deleted on close, unless an earlier start there was to keep it
 * @param partitions partitions of topics created without a count of their own, 1 to 1000
 */
public record EmbeddedClusterSettings(Path dataDir, boolean keep, int partitions) {
  /** Enough to show co-partitioning, few enough that transaction markers stay cheap. */
  public static final int DEFAULT_PARTITIONS = 4;

  static final String TEMPORARY_PREFIX = "gantry-embedded-";

  public EmbeddedClusterSettings {
    dataDir = dataDir.toAbsolutePath().normalize();
    if (partitions < 1 || partitions > 1000) {
      throw new IllegalArgumentException("partitions: expected 1 to 1000, found " + partitions);
    }
  }

  /** A cluster in a new directory under the system's temporary one, gone after close. */
  public static EmbeddedClusterSettings temporary() {
    try {
      Path dir = Files.createTempDirectory(TEMPORARY_PREFIX);
      return new EmbeddedClusterSettings(dir, false, DEFAULT_PARTITIONS);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot create a temporary directory for the cluster", e);
    }
  }

  /** A cluster whose data stays in {@code dataDir} and is continued by the next start there. */
  public static EmbeddedClusterSettings keptIn(Path dataDir) {
    return new EmbeddedClusterSettings(dataDir, true, DEFAULT_PARTITIONS);
  }

  public EmbeddedClusterSettings withPartitions(int count) {
    return new EmbeddedClusterSettings(dataDir, keep, count);
  }
}
