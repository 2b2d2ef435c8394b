package dev.gantry.app.cluster;

import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The directory of one embedded cluster: held by an operating system lock while in use, and
 * recognised by a marker file that also carries the cluster's id.
 *
 * <p>The lock dies with its process, so a kill -9 leaves nothing to clean up. The marker is written
 * before the broker's storage is formatted and completed after, so a start that died in between is
 * formatted afresh instead of failing for ever.
 */
final class ClusterDirectory implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ClusterDirectory.class);
  private static final String MARKER = "gantry-cluster.properties";
  private static final String LAYOUT = "1";

  /** How long a start may take from making the directory to writing its marker. */
  private static final Duration LONGEST_TO_BEGIN = Duration.ofMinutes(10);

  private final Path root;
  private final DirectoryLock lock;
  private final String clusterId;
  private final boolean temporary;
  private boolean formatted;
  private Ports ports;

  private ClusterDirectory(Path root, DirectoryLock lock, @Nullable Properties marker, boolean keep)
      throws IOException {
    this.root = root;
    this.lock = lock;
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
      DirectoryLock lock = DirectoryLock.take(root);
      try {
        return new ClusterDirectory(root, lock, readMarker(root), keep);
      } catch (IOException | RuntimeException e) {
        lock.close();
        throw e;
      }
    } catch (IOException e) {
      throw new EmbeddedClusterException(
          "%s: expected a directory that can be written, for the embedded cluster; found %s"
              .formatted(root, reason(e)),
          e);
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
    lock.close();
  }

  /** Deletes the directory and all in it. */
  void delete() throws IOException {
    deleteCluster(root);
  }

  /** The marker goes last: by it the next start finds what could not be deleted. */
  private static void deleteCluster(Path root) throws IOException {
    List<Path> content;
    try (Stream<Path> entries = Files.list(root)) {
      content = entries.filter(p -> !name(p).equals(MARKER)).toList();
    }
    for (Path entry : content) {
      deleteTree(entry);
    }
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
      entries
          .filter(p -> name(p).startsWith(EmbeddedClusterSettings.TEMPORARY_PREFIX))
          .toList()
          .forEach(ClusterDirectory::sweep);
    } catch (IOException | UncheckedIOException e) {
      LOG.debug("could not look for abandoned clusters in {}", parent, e);
    }
  }

  /** A courtesy: what is in use, somebody else's or of another version stays, and hinders none. */
  private static void sweep(Path candidate) {
    try {
      if (!isAbandoned(candidate)) {
        return;
      }
      try (DirectoryLock held = DirectoryLock.take(candidate)) {
        deleteCluster(held.root());
      }
    } catch (IOException | EmbeddedClusterException e) {
      LOG.debug("left {} alone", candidate, e);
    }
  }

  private static boolean isAbandoned(Path candidate) throws IOException {
    if (!Files.isDirectory(candidate)) {
      return false;
    }
    Properties marker = readMarker(candidate);
    return marker == null ? isForgotten(candidate) : isTrue(marker, "temporary");
  }

  /** Whether a start died before it came to write anything, and is not just under way. */
  private static boolean isForgotten(Path candidate) throws IOException {
    try (Stream<Path> entries = Files.list(candidate)) {
      Instant modified = Files.getLastModifiedTime(candidate).toInstant();
      return modified.isBefore(Instant.now().minus(LONGEST_TO_BEGIN))
          && entries.allMatch(p -> name(p).equals(DirectoryLock.FILE));
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
          .filter(p -> !name(p).equals(DirectoryLock.FILE))
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

  /** In words, where Java names only the class and the path. */
  private static String reason(IOException failure) {
    if (failure instanceof AccessDeniedException denied) {
      return "no permission to write " + denied.getFile();
    }
    if (failure instanceof FileSystemException file && file.getReason() != null) {
      return file.getReason() + " at " + file.getFile();
    }
    return failure instanceof NoSuchFileException missing
        ? "that " + missing.getFile() + " can't be made"
        : String.valueOf(failure.getMessage());
  }

  private static String name(Path path) {
    return String.valueOf(path.getFileName());
  }
}
