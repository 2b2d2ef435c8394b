package dev.gantry.bench.faults;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code gantry bench faults}. */
@Command(
    name = "faults",
    description = {
      "Does faults to three brokers and two instances of the application under load, and reads everything back:",
      "what is lost, doubled or wrong, and how long results stood still.",
      "Kinds that need what this machine lacks (root for the disk, libfaketime for the clock) are left out, and it says so."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Exit codes: 0 nothing lost, doubled or wrong; 1 otherwise; 2 wrong options.",
      "Example: gantry bench faults --seed 1 --count 100 --json"
    })
public final class FaultsCommand implements Callable<Integer> {

  @Spec CommandSpec spec;

  @Option(names = "--seed", description = "Decides faults and load. Default: 1.")
  long seed = 1;

  @Option(names = "--count", description = "How many faults. Default: 10.")
  int count = 10;

  @Option(names = "--cameras", description = "Cameras of the city. Default: 100.")
  int cameras = 100;

  @Option(names = "--fps", description = "Frames a second of each camera. Default: 10.")
  int framesPerSecond = 10;

  @Option(
      names = "--kinds",
      split = ",",
      paramLabel = "KIND",
      description = "Kinds to draw from: ${COMPLETION-CANDIDATES}. Default: all.")
  List<FaultKind> kinds = List.copyOf(EnumSet.allOf(FaultKind.class));

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      description =
          "New directory for data and logs, kept. Default: a temporary one, kept where something is wrong.")
  @Nullable Path dir;

  @Option(
      names = "--log",
      paramLabel = "FILE",
      description = "What was done when, as JSON lines. Default: faults.jsonl in the directory.")
  @Nullable Path log;

  @Option(names = "--json", description = "Print one JSON object.")
  boolean json;

  @Override
  public Integer call() throws InterruptedException, IOException {
    refuseWhatCanNotBe();
    Path data = newDirectory();
    FaultsResult result = new FaultsBench(plan(data), data, System.err::println).run();
    System.out.println(json ? new ObjectMapper().writeValueAsString(result) : result.words());
    if (dir == null && result.isExact() && result.unexpectedExits() == 0) {
      Utils.delete(data.toFile());
    }
    return result.isExact() ? 0 : 1;
  }

  /** Before anything is made or started. */
  private void refuseWhatCanNotBe() {
    if (count < 1) {
      throw refused("--count: expected 1 or more, found " + count);
    }
    try {
      plan(Path.of("")).scenario();
    } catch (IllegalArgumentException e) {
      throw refused("--" + e.getMessage());
    }
    if (log != null && !isWithin(dir, log) && !Files.isDirectory(parent(log))) {
      throw refused("--log: expected a file in a directory that is there, found " + log);
    }
  }

  private FaultsBench.Plan plan(Path data) {
    return new FaultsBench.Plan(
        seed,
        count,
        cameras,
        framesPerSecond,
        EnumSet.copyOf(kinds),
        true,
        log == null ? data.resolve("faults.jsonl") : log);
  }

  private Path newDirectory() throws IOException {
    if (dir == null) {
      return Files.createTempDirectory("gantry-faults-");
    }
    try {
      Path data = Files.createDirectories(dir.toAbsolutePath().normalize());
      try (Stream<Path> entries = Files.list(data)) {
        if (entries.findAny().isPresent()) {
          throw refused("--dir: expected a new or empty directory, found things in " + dir);
        }
      }
      return data;
    } catch (FileSystemException e) {
      throw refused("--dir: expected a directory that can be written, found " + e.getMessage());
    }
  }

  private static boolean isWithin(@Nullable Path directory, Path file) {
    return directory != null && parent(file).equals(directory.toAbsolutePath().normalize());
  }

  private static Path parent(Path file) {
    Path parent = file.toAbsolutePath().normalize().getParent();
    return parent == null ? file : parent;
  }

  private ParameterException refused(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
