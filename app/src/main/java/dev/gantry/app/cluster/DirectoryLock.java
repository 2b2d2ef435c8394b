package dev.gantry.app.cluster;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * An operating system's lock on a directory, which dies with its process. The lock file tells the
 * holder's process id.
 */
final class DirectoryLock implements AutoCloseable {
  static final String FILE = "gantry.lock";
  private static final Charset ASCII = StandardCharsets.US_ASCII;

  /**
   * What this process holds. Closing any channel on a locked file would drop the process's lock, so
   * a second start here must not come as far as opening it.
   */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path root;
  private final FileChannel channel;

  private DirectoryLock(Path root, FileChannel channel) {
    this.root = root;
    this.channel = channel;
  }

  /**
   * Locks a directory.
   *
   * @throws EmbeddedClusterException naming the process that holds it
   */
  static DirectoryLock take(Path root) throws IOException {
    if (!HELD.add(root)) {
      throw inUse(root, Long.toString(ProcessHandle.current().pid()));
    }
    try {
      return new DirectoryLock(root, lock(root));
    } catch (IOException | RuntimeException e) {
      HELD.remove(root);
      throw e;
    }
  }

  private static FileChannel lock(Path root) throws IOException {
    FileChannel channel =
        FileChannel.open(
            root.resolve(FILE),
            StandardOpenOption.CREATE,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE);
    try {
      FileLock lock = channel.tryLock();
      if (lock == null) {
        throw inUse(root, holder(channel));
      }
      channel.truncate(0);
      channel.write(ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(ASCII)));
      return channel;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static String holder(FileChannel channel) throws IOException {
    ByteBuffer pid = ByteBuffer.allocate(20);
    channel.read(pid, 0);
    return new String(pid.array(), 0, pid.position(), ASCII).trim();
  }

  private static EmbeddedClusterException inUse(Path root, String holder) {
    return new EmbeddedClusterException(
        root
            + " is in use by another embedded cluster"
            + (holder.isEmpty() ? "" : " (process " + holder + ")")
            + "; stop that one or name another directory");
  }

  Path root() {
    return root;
  }

  @Override
  public void close() throws IOException {
    try {
      channel.close();
    } finally {
      HELD.remove(root);
    }
  }
}
