package dev.gantry.bench.traffic;

import dev.gantry.app.jvm.ChildJvm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Runs contenders, each alone in a process of its own on a broker of its own. */
final class Trial {

  private static final Duration MOST = Duration.ofMinutes(10);

  /** Longer than from one of Flink's checkpoints to the next. */
  private static final Duration COMMITS = Duration.ofMillis(1_500);

  private static final long STOP_SECONDS = 20;
  private static final int LOG_LINES = 40;

  private final Terms terms;
  private final Path dir;
  private int runs;

  /**
   * What is the same for all.
   *
   * @param threads Gantry's for TRACKING; TRAFFIC has one
   * @param parallelism tasks of each kind for Flink
   * @param heapMegabytes heap of each process
   * @param profiles where flight recordings are left; absent for none
   */
  record Terms(int threads, int parallelism, int heapMegabytes, Optional<Path> profiles) {

    private List<String> options(String name) {
      List<String> options = new ArrayList<>();
      options.add("-Xmx" + heapMegabytes + "m");
      options.add("-Xms" + heapMegabytes + "m");
      options.add("-XX:+UseParallelGC");
      options.add("-Djava.awt.headless=true");
      profiles.ifPresent(
          profile ->
              options.add(
                  "-XX:StartFlightRecording=settings=profile,dumponexit=true,filename="
                      + profile.resolve(name + ".jfr")));
      return options;
    }
  }

  /**
   * @param dir where logs are left
   */
  Trial(Terms terms, Path dir) {
    this.terms = terms;
    this.dir = dir;
  }

  /**
   * Lets a contender do a load.
   *
   * @throws IllegalStateException when what comes of it is not what it should be
   */
  Samples.Steady run(Contender contender, Load load, Expected expected)
      throws InterruptedException {
    String name = ++runs + "-" + contender.name().toLowerCase(Locale.ROOT);
    Path log = dir.resolve(name + ".log");
    try (Stage stage = Stage.set(load);
        Arrivals arrivals = new Arrivals(stage.client(), stage.topics(), expected);
        ChildJvm process =
            ChildJvm.start(contender.launch(stage, terms, terms.options(name), log))) {
      Samples samples = watch(contender, arrivals, process, log);
      requireNothingMore(contender, arrivals);
      if (terms.profiles().isPresent()) {
        process.stop(STOP_SECONDS); // a recording is left in order only
      }
      return samples.steady(load.frames());
    }
  }

  private static Samples watch(Contender contender, Arrivals arrivals, ChildJvm process, Path log) {
    Samples samples = new Samples();
    long deadline = System.nanoTime() + MOST.toNanos();
    while (!arrivals.isComplete()) {
      if (arrivals.isTooMuch() || System.nanoTime() > deadline) {
        throw new IllegalStateException(contender + ": " + arrivals.difference());
      }
      if (!process.isAlive()) {
        throw new IllegalStateException(contender + " ended by itself:\n" + endOf(log));
      }
      arrivals.poll();
      samples.add(
          new Samples.Sample(
              System.nanoTime(),
              arrivals.tracks(),
              arrivals.windows(),
              process.cpuTime().toNanos() + ownCpuNanos()));
    }
    return samples;
  }

  /** What is written twice may come with the next commit. */
  private static void requireNothingMore(Contender contender, Arrivals arrivals) {
    long until = System.nanoTime() + COMMITS.toNanos();
    while (System.nanoTime() < until) {
      arrivals.poll();
    }
    if (!arrivals.isComplete()) {
      throw new IllegalStateException(contender + ": " + arrivals.difference());
    }
  }

  /** Processor time of this process: the broker, and the little that watching takes. */
  private static long ownCpuNanos() {
    return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO).toNanos();
  }

  /** How many frames a second a consumer decodes that does nothing with them. */
  double bare(Load load) throws InterruptedException {
    String name = ++runs + "-bare";
    Path log = dir.resolve(name + ".log");
    Path rate = dir.resolve(name + ".rate");
    try (Stage stage = Stage.set(load);
        ChildJvm process =
            ChildJvm.start(
                new ChildJvm.Launch(
                    BareMain.class,
                    List.of(stage.bootstrap(), stage.registryUrl(), rate.toString()),
                    terms.options(name),
                    Map.of(),
                    log))) {
      process.awaitEnd(MOST);
      if (!Files.exists(rate)) {
        throw new IllegalStateException("the bare consumer gave no rate:\n" + endOf(log));
      }
      return Double.parseDouble(Files.readString(rate));
    } catch (IOException e) {
      throw new UncheckedIOException(rate + " can't be read", e);
    }
  }

  private static String endOf(Path log) {
    try {
      List<String> lines = Files.readAllLines(log);
      return lines.stream()
          .skip(Math.max(0, lines.size() - LOG_LINES))
          .collect(Collectors.joining("\n"));
    } catch (IOException e) {
      return log + " can't be read: " + e;
    }
  }
}
