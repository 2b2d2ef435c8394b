package dev.gantry.bench.faults;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A directory with a limited size, which can be filled. It is a file system in memory, so it needs
 * root. It goes with the process, also when that is told to end.
 */
final class DiskQuota implements AutoCloseable {

  private static final long MOUNT_SECONDS = 10;
  private static final int ATTEMPTS = 5;

  private final Path dir;
  private final int megabytes;
  private final AtomicBoolean open = new AtomicBoolean(true);

  private DiskQuota(Path dir, int megabytes) {
    this.dir = dir;
    this.megabytes = megabytes;
  }

  /** Whether this process may limit directories: tries it. */
  static boolean isPossible(Path scratch) {
    try (DiskQuota tried = on(Files.createTempDirectory(scratch, "quota-"), 1)) {
      return Files.isDirectory(tried.dir);
    } catch (IOException e) {
      return false;
    }
  }

  /** Limits an empty directory. */
  static DiskQuota on(Path dir, int megabytes) throws IOException {
    command("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "tmpfs", dir.toString());
    DiskQuota quota = new DiskQuota(dir, megabytes);
    Runtime.getRuntime().addShutdownHook(new Thread(quota::closeQuietly, "disk-quota"));
    return quota;
  }

  /** Takes away all room that is left, but for a megabyte. */
  void fill() throws IOException {
    for (int attempt = 1; ; attempt++) {
      FileStore store = Files.getFileStore(dir);
      long used = (store.getTotalSpace() - store.getUnallocatedSpace()) >> 20;
      try {
        resize(used + 1);
        return;
      } catch (IOException meanwhileMore) {
        if (attempt == ATTEMPTS) {
          throw meanwhileMore;
        }
      }
    }
  }

  /** Undoes {@link #fill}. */
  void free() throws IOException {
    resize(megabytes);
  }

  private void resize(long to) throws IOException {
    command("mount", "-o", "remount,size=" + to + "m", dir.toString());
  }

  @Override
  public void close() throws IOException {
    if (open.compareAndSet(true, false)) {
      command("umount", "-l", dir.toString());
    }
  }

  private void closeQuietly() {
    try {
      close();
    } catch (IOException e) {
      System.err.println("gantry: a limited directory is left mounted: " + e.getMessage());
    }
  }

  private static void command(String... words) throws IOException {
    Process process =
        new ProcessBuilder(new ArrayList<>(List.of(words))).redirectErrorStream(true).start();
    try {
      if (!process.waitFor(MOUNT_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new IOException(
            String.join(" ", words)
                + ": "
                + new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(String.join(" ", words) + ": interrupted", e);
    }
  }
}
