package dev.gantry.bench.traffic;

import dev.gantry.app.jvm.ChildJvm;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The class path of Flink's process. It has the Kafka client that Flink's connector was built for
 * in place of Gantry's, which is newer and lacks what the connector calls; and Flink's RocksDB
 * without that of Kafka Streams, whose classes have the same names.
 */
final class FlinkClassPath {

  private static final Pattern LEFT_OUT = Pattern.compile("(kafka-clients|rocksdbjni)-.*\\.jar");

  private FlinkClassPath() {}

  /** As the build left it beside this class. */
  static String find() {
    try {
      Path own =
          Path.of(FlinkClassPath.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      String flink = Files.readString(own.resolveSibling("flink.dependencies")).strip();
      Stream<String> kept =
          Stream.of(ChildJvm.CLASS_PATH, flink)
              .flatMap(Pattern.compile(File.pathSeparator, Pattern.LITERAL)::splitAsStream)
              .filter(FlinkClassPath::isKept);
      return Stream.concat(jars(own.resolveSibling("flink")), kept)
          .distinct()
          .collect(Collectors.joining(File.pathSeparator));
    } catch (IOException e) {
      throw new UncheckedIOException("Flink's class path: expected a build of the bench module", e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean isKept(String entry) {
    return !LEFT_OUT.matcher(String.valueOf(Path.of(entry).getFileName())).matches();
  }

  private static Stream<String> jars(Path dir) throws IOException {
    try (Stream<Path> found = Files.list(dir)) {
      return found.map(Path::toString).sorted().toList().stream();
    }
  }
}
