package dev.gantry.app.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gantry.app.cluster.EmbeddedCluster;
import dev.gantry.app.cluster.EmbeddedClusterSettings;
import dev.gantry.app.process.GantryProcess;
import dev.gantry.app.process.ProcessSettings;
import dev.gantry.app.process.ProcessSettings.Address;
import dev.gantry.app.source.CameraThreads;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Everything in one process on an embedded broker: a source, all topologies, the page. Ends after
 * its duration or when interrupted, with a summary of what was committed.
 */
public final class Demo {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** How long results may take to catch up with the source at the end. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** How long nothing more comes once all is through. */
  private static final Duration SETTLED = Duration.ofMillis(1500);

  /** Looks at the results, ten a second, that somebody waits for who wants to end. */
  private static final int MOST_LOOKS_IN_A_HURRY = 30;

  private static final double NANOS = 1e9;

  private final DemoOptions options;
  private final PrintStream out;
  private final ProgressLine progress;
  private final long startedNanos;
  private final CountDownLatch interrupted = new CountDownLatch(1);
  private final Tally tally = new Tally();
  private boolean running;

  /**
   * @param options what to show
   * @param out where progress and summary go
   * @param terminal whether {@code out} is a terminal
   * @param startedNanos {@link System#nanoTime()} when the process began
   */
  public Demo(DemoOptions options, PrintStream out, boolean terminal, long startedNanos) {
    this.options = options;
    this.out = out;
    this.progress = new ProgressLine(out, terminal);
    this.startedNanos = startedNanos;
  }

  /** Asks {@link #run} to end soon, from any thread. */
  public void interrupt() {
    out.println("Ending ...");
    interrupted.countDown();
  }

  private boolean isInterrupted() {
    return interrupted.getCount() == 0;
  }

  /** Shows the demo to its end. */
  public void run() throws InterruptedException {
    DemoShow show = DemoShow.of(options, GantryProcess.definitionParser());
    Address.local(options.port()).requireFree();
    show.definitions().notes().forEach(progress::say);
    progress.say("Starting a Kafka broker and a schema registry in this process ...");
    Optional<DemoSummary> summary;
    try (EmbeddedCluster cluster = EmbeddedCluster.start(clusterSettings())) {
      summary = runOn(cluster, show);
    } catch (RuntimeException | Error e) {
      // Kafka's classes can't be loaded any more once the process is ending.
      if (running || !isInterrupted()) {
        throw e;
      }
      summary = Optional.empty();
    }
    summary.ifPresentOrElse(this::print, () -> out.println("Ended before it was running."));
  }

  /** Runs everything on a cluster; empty when interrupted before it was running. */
  private Optional<DemoSummary> runOn(EmbeddedCluster cluster, DemoShow show)
      throws InterruptedException {
    if (isInterrupted()) {
      return Optional.empty();
    }
    ProcessSettings settings = ProcessSettings.embedded(cluster, options.port());
    try (GantryProcess process = GantryProcess.start(settings, show.definitions().all());
        ResultsReader results = new ResultsReader(settings.client());
        CameraThreads sources =
            CameraThreads.of(show.cameras(), show.feed(), settings.client(), process.topics())) {
      if (isInterrupted()) {
        return Optional.empty();
      }
      running = true;
      announce(cluster, process);
      return Optional.of(watch(process, sources, results, show.judge()));
    }
  }

  private EmbeddedClusterSettings clusterSettings() {
    return options
        .keep()
        .map(EmbeddedClusterSettings::keptIn)
        .orElseGet(EmbeddedClusterSettings::temporary);
  }

  private void announce(EmbeddedCluster cluster, GantryProcess process) {
    progress.say(
        String.format(
            "Running after %.1f s. Open %s",
            seconds(startedNanos, System.nanoTime()),
            process.address().map(URI::toString).orElse("")));
    progress.say("Kafka " + cluster.bootstrapServers() + "  registry " + cluster.registryUrl());
    progress.say(
        "Data in " + cluster.directory() + (options.keep().isEmpty() ? " until the end" : ""));
    progress.say("Ctrl-C ends it.");
  }

  private DemoSummary watch(
      GantryProcess process,
      CameraThreads sources,
      ResultsReader results,
      Optional<DemoJudge> judge)
      throws InterruptedException {
    results.into(tally, process.topics());
    judge.ifPresent(who -> who.into(results, process.topics()));
    results.start();
    sources.start();
    long began = System.nanoTime();
    long framesBefore = 0;
    for (long second = 1; !isOver(sources, began); second++) {
      process.check();
      results.check();
      Tally.Counts counts = tally.counts();
      progress.show(second, (double) (counts.frames() - framesBefore), counts);
      framesBefore = counts.frames();
    }
    sources.stop();
    awaitResults(sources);
    progress.finish();
    return summary(began, sources, judge);
  }

  /** Waits a second, or less when the demo is over. */
  private boolean isOver(CameraThreads sources, long began) throws InterruptedException {
    long waitNanos = TimeUnit.SECONDS.toNanos(1);
    if (options.duration().isPresent()) {
      long left = began + options.duration().get().toNanos() - System.nanoTime();
      if (left <= 0) {
        return true;
      }
      waitNanos = Math.min(waitNanos, left);
    } else if (options.json() && sources.haveEnded()) {
      return true;
    }
    boolean unused = sources.haveEnded(); // throws what stopped one
    return interrupted.await(waitNanos, TimeUnit.NANOSECONDS);
  }

  /**
   * Waits until everything that was sent has been through, and nothing more comes of it; not long
   * for somebody who interrupted.
   */
  private void awaitResults(CameraThreads sources) throws InterruptedException {
    Tally.Counts last = tally.counts();
    long changed = System.nanoTime();
    int hurried = 0;
    while (hurried < MOST_LOOKS_IN_A_HURRY) {
      TimeUnit.MILLISECONDS.sleep(100);
      hurried += isInterrupted() ? 1 : 0;
      Tally.Counts now = tally.counts();
      if (!now.equals(last)) {
        last = now;
        changed = System.nanoTime();
      }
      Duration quiet = Duration.ofNanos(System.nanoTime() - changed);
      boolean complete = now.frames() + now.deadLetters() >= sources.framesSent();
      if (quiet.compareTo(complete ? SETTLED : PATIENCE) > 0) {
        return;
      }
    }
  }

  private DemoSummary summary(long began, CameraThreads sources, Optional<DemoJudge> judge) {
    Tally.Counts counts = tally.counts();
    long firstAlert = tally.firstAlertNanos();
    return new DemoSummary(
        counts.frames(),
        counts.detections(),
        counts.tracks(),
        counts.alerts(),
        counts.deadLetters(),
        sources.framesLate(),
        tenths(seconds(began, System.nanoTime())),
        firstAlert == 0 ? null : tenths(seconds(startedNanos, firstAlert)),
        judge.map(DemoJudge::score).orElse(null));
  }

  private void print(DemoSummary summary) {
    if (!options.json()) {
      summary.lines().forEach(out::println);
      return;
    }
    try {
      out.println(JSON.writeValueAsString(summary));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the summary can't be written as JSON", e);
    }
  }

  private static double seconds(long from, long to) {
    return (to - from) / NANOS;
  }

  private static double tenths(double value) {
    return Math.round(value * 10) / 10.0;
  }
}
