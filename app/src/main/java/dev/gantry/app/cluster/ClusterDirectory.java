package dev.gantry.app.cluster;

import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;

/**
 * The directory of one embedded cluster: held by an operating system lock while in use, and
 * recognised by a marker file that also carries the cluster's id.
 *
 * <p>The lock dies with its process, so a kill -9 leaves nothing to clean up. The marker is written
 * before the broker's storage is formatted and completed after, so a start that died in between is
 * formatted afresh instead of failing for ever.
 */
final class ClusterDirectory implements AutoCloseable {
  private static final String LOCK = "gantry.lock";
  private static final String MARKER = "gantry-cluster.properties";
  private static final String LAYOUT = "1";
  private static final Charset ASCII = StandardCharsets.US_ASCII;

  private final Path root;
  private final FileChannel channel;
  private final boolean created;
  private final String clusterId;
  private boolean formatted;

  private ClusterDirectory(Path root, FileChannel channel, @Nullable Properties marker)
      throws IOException {
    this.root = root;
    this.channel = channel;
    this.created = marker == null;
    this.clusterId =
        marker == null ? Uuid.randomUuid().toString() : required(root, marker, "cluster.id");
    this.formatted = marker != null && "true".equals(marker.getProperty("formatted"));
    if (marker == null) {
      writeMarker();
    }
  }

  /**
   * Takes the directory for this process.
   *
   * @throws EmbeddedClusterException when another process holds it, or it holds something that is
   *     not an embedded cluster
   */
  static ClusterDirectory open(Path root) {
    try {
      refuseForeign(root);
      Files.createDirectories(root);
      FileChannel channel = lock(root);
      try {
        return new ClusterDirectory(root, channel, readMarker(root));
      } catch (IOException | RuntimeException e) {
        channel.close();
        throw e;
      }
    } catch (IOException e) {
      throw new EmbeddedClusterException(
          "cannot use " + root + " for the embedded cluster: " + e, e);
    }
  }

  Path root() {
    return root;
  }

  Path kafka() {
    return root.resolve("kafka");
  }

  Path registry() {
    return root.resolve("registry");
  }

  String clusterId() {
    return clusterId;
  }

  /** Whether this start made the cluster, rather than finding it. */
  boolean created() {
    return created;
  }

  boolean formatted() {
    return formatted;
  }

  void markFormatted() throws IOException {
    formatted = true;
    writeMarker();
  }

  /** Releases the directory; its content stays. */
  @Override
  public void close() throws IOException {
    channel.close();
  }

  /** Deletes the directory and all in it. */
  void delete() throws IOException {
    deleteTree(root);
  }

  static void deleteTree(Path root) throws IOException {
    if (!Files.exists(root)) {
      return;
    }
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path dir, @Nullable IOException failure)
              throws IOException {
            Files.deleteIfExists(dir);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /** Deletes temporary clusters whose process was killed before it could. */
  static void sweepAbandoned(Path parent) {
    try (Stream<Path> entries = Files.list(parent)) {
      List<Path> candidates =
          entries
              .filter(p -> name(p).startsWith(EmbeddedClusterSettings.TEMPORARY_PREFIX))
              .filter(p -> Files.isRegularFile(p.resolve(MARKER)))
              .toList();
      for (Path candidate : candidates) {
        sweep(candidate);
      }
    } catch (IOException e) {
      // Somebody else's directory, or gone meanwhile: sweeping is a courtesy, never a reason to
      // fail a start.
      return;
    }
  }

  private static void sweep(Path candidate) throws IOException {
    FileChannel held;
    try {
      held = lock(candidate);
    } catch (EmbeddedClusterException inUse) {
      return;
    }
    try {
      deleteTree(candidate);
    } finally {
      held.close();
    }
  }

  private static void refuseForeign(Path root) throws IOException {
    if (!Files.exists(root)) {
      return;
    }
    if (!Files.isDirectory(root)) {
      throw new EmbeddedClusterException(
          root + " is a file; expected a directory for the embedded cluster's data");
    }
    if (Files.exists(root.resolve(MARKER))) {
      return;
    }
    try (Stream<Path> entries = Files.list(root)) {
      entries
          .filter(p -> !name(p).equals(LOCK))
          .findFirst()
          .ifPresent(
              found -> {
                throw new EmbeddedClusterException(
                    root
                        + " holds "
                        + name(found)
                        + " and no "
                        + MARKER
                        + ", so it is not an embedded cluster's directory; name an empty or new"
                        + " one");
              });
    }
  }

  private static FileChannel lock(Path root) throws IOException {
    FileChannel channel =
        FileChannel.open(
            root.resolve(LOCK),
            StandardOpenOption.CREATE,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE);
    try {
      FileLock lock = channel.tryLock();
      if (lock == null) {
        throw inUse(root, channel);
      }
    } catch (OverlappingFileLockException e) {
      EmbeddedClusterException failure = inUse(root, channel);
      channel.close();
      throw failure;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
    channel.truncate(0);
    channel.write(ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(ASCII)));
    return channel;
  }

  private static EmbeddedClusterException inUse(Path root, FileChannel channel) throws IOException {
    ByteBuffer pid = ByteBuffer.allocate(20);
    channel.read(pid, 0);
    String holder = new String(pid.array(), 0, pid.position(), ASCII).trim();
    return new EmbeddedClusterException(
        root
            + " is in use by another embedded cluster"
            + (holder.isEmpty() ? "" : " (process " + holder + ")")
            + "; stop that one or name another directory");
  }

  private static @Nullable Properties readMarker(Path root) throws IOException {
    Path file = root.resolve(MARKER);
    if (!Files.exists(file)) {
      return null;
    }
    Properties marker = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      marker.load(reader);
    }
    String layout = required(root, marker, "layout");
    if (!layout.equals(LAYOUT)) {
      throw new EmbeddedClusterException(
          root + " has layout " + layout + "; this version reads layout " + LAYOUT);
    }
    return marker;
  }

  private static String required(Path root, Properties marker, String key) {
    String value = marker.getProperty(key);
    if (value == null || value.isBlank()) {
      throw new EmbeddedClusterException(root.resolve(MARKER) + " has no " + key);
    }
    return value;
  }

  private void writeMarker() throws IOException {
    Properties marker = new Properties();
    marker.setProperty("layout", LAYOUT);
    marker.setProperty("cluster.id", clusterId);
    marker.setProperty("formatted", Boolean.toString(formatted));
    StringWriter text = new StringWriter();
    marker.store(text, "Gantry embedded cluster");
    Path next = root.resolve(MARKER + ".next");
    try (FileChannel out =
        FileChannel.open(
            next,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      out.write(ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.ISO_8859_1)));
      out.force(true);
    }
    Files.move(next, root.resolve(MARKER), StandardCopyOption.ATOMIC_MOVE);
  }

  private static String name(Path path) {
    return String.valueOf(path.getFileName());
  }
}
