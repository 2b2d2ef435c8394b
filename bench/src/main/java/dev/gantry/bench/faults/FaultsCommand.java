package dev.gantry.bench.faults;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gantry.app.CommandFailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

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
      "Exit codes: 0 nothing lost, doubled or wrong; 1 otherwise.",
      "Example: gantry bench faults --seed 1 --count 100 --json"
    })
public final class FaultsCommand implements Callable<Integer> {

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
          "New directory for data and logs, kept. Default: a temporary one, kept on failure.")
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
    if (count < 1) {
      throw new CommandFailedException("--count: expected 1 or more, found " + count);
    }
    Path data =
        dir == null ? Files.createTempDirectory("gantry-faults-") : Files.createDirectories(dir);
    Set<FaultKind> drawn = EnumSet.copyOf(kinds);
    FaultsBench.Plan plan =
        new FaultsBench.Plan(
            seed,
            count,
            cameras,
            framesPerSecond,
            drawn,
            true,
            log == null ? data.resolve("faults.jsonl") : log);
    FaultsResult result = new FaultsBench(plan, data, System.err::println).run();
    System.out.println(json ? new ObjectMapper().writeValueAsString(result) : result.words());
    return result.isExact() ? 0 : 1;
  }
}
