package dev.gantry.bench.faults;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A directory with a limited size, which can be filled. It is a file system in memory, so it needs
 * root.
 */
final class DiskQuota implements AutoCloseable {

  private static final int CHUNK = 1 << 20;
  private static final long MOUNT_SECONDS = 10;

  private final Path dir;

  private DiskQuota(Path dir) {
    this.dir = dir;
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
    return new DiskQuota(dir);
  }

  /** Takes up all room that is left. */
  void fill() throws IOException {
    byte[] nothing = new byte[CHUNK];
    try (OutputStream out = Files.newOutputStream(ballast())) {
      while (true) {
        out.write(nothing);
      }
    } catch (IOException full) {
      if (Files.getFileStore(dir).getUsableSpace() > CHUNK) {
        throw full;
      }
    }
  }

  /** Undoes {@link #fill}. */
  void free() throws IOException {
    Files.deleteIfExists(ballast());
  }

  /** Beside the broker's topics, which it takes each directory for. */
  private Path ballast() {
    return dir.resolve("ballast");
  }

  @Override
  public void close() throws IOException {
    command("umount", "-l", dir.toString());
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
