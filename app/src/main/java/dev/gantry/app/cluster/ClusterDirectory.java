package dev.gantry.app.cluster;

import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
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
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
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

  /**
   * What this process holds. Closing any channel on a locked file would drop the process's lock, so
   * a second start here must not come as far as opening it.
   */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path root;
  private final FileChannel channel;
  private final String clusterId;
  private final boolean temporary;
  private boolean formatted;
  private Ports ports;

  private ClusterDirectory(
      Path root, FileChannel channel, @Nullable Properties marker, boolean keep)
      throws IOException {
    this.root = root;
    this.channel = channel;
    this.clusterId =
        marker == null ? Uuid.randomUuid().toString() : required(root, marker, "cluster.id");
    this.temporary = !keep && (marker == null || isTrue(marker, "temporary"));
    this.formatted = marker != null && isTrue(marker, "formatted");
    this.ports =
        marker == null
            ? Ports.ANY
            : new Ports(
                port(marker, "port.client"),
                port(marker, "port.controller"),
                port(marker, "port.registry"));
    writeMarker();
  }

  /**
   * Takes the directory for this process.
   *
   * @param keep whether its content is to outlive this process; once kept, it stays so
   * @throws EmbeddedClusterException when another process holds it, or it holds something that is
   *     not an embedded cluster
   */
  static ClusterDirectory open(Path root, boolean keep) {
    try {
      refuseForeign(root);
      Files.createDirectories(root);
      FileChannel channel = lock(root);
      try {
        return new ClusterDirectory(root, channel, readMarker(root), keep);
      } catch (IOException | RuntimeException e) {
        unlock(root, channel);
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

  /** Whether it is to be deleted after use: true only if it was never opened to be kept. */
  boolean temporary() {
    return temporary;
  }

  boolean formatted() {
    return formatted;
  }

  void markFormatted() throws IOException {
    formatted = true;
    writeMarker();
  }

  /** The ports of the last start. */
  Ports ports() {
    return ports;
  }

  void remember(Ports used) throws IOException {
    if (!used.equals(ports)) {
      ports = used;
      writeMarker();
    }
  }

  /** Releases the directory; its content stays. */
  @Override
  public void close() throws IOException {
    unlock(root, channel);
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
    Properties marker = Files.isDirectory(candidate) ? readMarker(candidate) : null;
    if (marker == null || !isTrue(marker, "temporary")) {
      return;
    }
    FileChannel lock;
    try {
      lock = lock(candidate);
    } catch (EmbeddedClusterException inUse) {
      return;
    }
    try {
      deleteTree(candidate);
    } finally {
      unlock(candidate, lock);
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
    if (!HELD.add(root)) {
      throw inUse(root, Long.toString(ProcessHandle.current().pid()));
    }
    try {
      FileChannel channel =
          FileChannel.open(
              root.resolve(LOCK),
              StandardOpenOption.CREATE,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE);
      try {
        FileLock lock = channel.tryLock();
        if (lock == null) {
          throw inUse(root, holder(channel));
        }
        channel.truncate(0);
        channel.write(
            ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(ASCII)));
        return channel;
      } catch (IOException | RuntimeException e) {
        channel.close();
        throw e;
      }
    } catch (IOException | RuntimeException e) {
      HELD.remove(root);
      throw e;
    }
  }

  private static void unlock(Path root, FileChannel channel) throws IOException {
    try {
      channel.close();
    } finally {
      HELD.remove(root);
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
    marker.setProperty("temporary", Boolean.toString(temporary));
    marker.setProperty("port.client", Integer.toString(ports.client()));
    marker.setProperty("port.controller", Integer.toString(ports.controller()));
    marker.setProperty("port.registry", Integer.toString(ports.registry()));
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

  private static boolean isTrue(Properties marker, String key) {
    return "true".equals(marker.getProperty(key));
  }

  /** A port that is missing or makes no sense counts as any. */
  private static int port(Properties marker, String key) {
    String text = marker.getProperty(key, "");
    return text.matches("[0-9]{1,5}") && Integer.parseInt(text) <= 65535
        ? Integer.parseInt(text)
        : 0;
  }

  private static String name(Path path) {
    return String.valueOf(path.getFileName());
  }
}
