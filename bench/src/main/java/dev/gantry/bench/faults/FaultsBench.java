package dev.gantry.bench.faults;

import dev.gantry.app.CommandFailedException;
import dev.gantry.ingest.RecordPublisher;
import dev.gantry.ingest.city.CityScenario;
import dev.gantry.schemas.topic.TopicCatalogue;
import dev.gantry.topologies.config.TrackingConfig;
import dev.gantry.topologies.definition.ParsedDefinition;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Sends the detections and some frames of a simulated city, and sign-ins, tasks and readings of a
 * crowd, through every topology there is, on three brokers and two instances of the application;
 * does faults to them, one after the other; and reads everything back.
 */
final class FaultsBench {

  /** Half past two at night: for two hours one or two vehicles in each frame. */
  private static final int SECOND_OF_DAY = 2 * 3600 + 1800;

  private static final int BROKERS = 3;
  private static final int INSTANCES = 2;
  private static final Duration FIRST_RESULTS = Duration.ofMinutes(20);
  private static final Duration STEADY = Duration.ofSeconds(5);
  private static final Duration MOST_STEADY_SILENCE = Duration.ofMillis(2_500);

  private static final Duration SETTLING = Duration.ofMinutes(5);

  private final Plan plan;
  private final Path dir;
  private final Consumer<String> progress;
  private final Map<String, String> skipped = new TreeMap<>();
  private final Stalls stalls = new Stalls();

  /**
   * What to do.
   *
   * @param seed of faults and load
   * @param count how many faults
   * @param cameras cameras of the city
   * @param framesPerSecond of each
   * @param kinds kinds of faults to draw from, as far as this machine allows them
   * @param incidents whether cameras of the city fail too
   * @param log file for what was done when
   */
  record Plan(
      long seed,
      int count,
      int cameras,
      int framesPerSecond,
      Set<FaultKind> kinds,
      boolean incidents,
      Path log) {

    CityScenario scenario() {
      return new CityScenario(seed, cameras, framesPerSecond, SECOND_OF_DAY, incidents);
    }

    /**
     * How long nothing comes any more until the run is over: what waits for the wall clock has been
     * told by then. Cameras that failed before the end have had their tracks ended by silence;
     * where none fails, tracks that are open may stay so, in the run and in its replay.
     */
    Duration settled() {
      return incidents ? TrackingConfig.DEFAULT.silence().plusSeconds(15) : Duration.ofSeconds(20);
    }
  }

  /**
   * @param dir empty directory for all data, absolute
   */
  FaultsBench(Plan plan, Path dir, Consumer<String> progress) {
    this.plan = plan;
    this.dir = dir;
    this.progress = progress;
  }

  FaultsResult run() throws InterruptedException, IOException {
    Set<FaultKind> kinds = possible();
    List<Fault> faults = FaultPlan.draw(plan.seed(), plan.count(), kinds, BROKERS, INSTANCES);
    List<ParsedDefinition> definitions = LoadDefinitions.of(plan.scenario());
    progress.accept("Starting 3 brokers and 2 instances of the application in " + dir + " ...");
    try (TestBed bed =
        new TestBed(dir, INSTANCES, kinds.contains(FaultKind.BROKER_DISK_FULL), definitions)) {
      return run(bed, faults, definitions);
    }
  }

  /** What this machine allows; says of the rest why not. */
  private Set<FaultKind> possible() {
    Set<FaultKind> kinds = EnumSet.copyOf(plan.kinds());
    if (kinds.contains(FaultKind.BROKER_DISK_FULL) && !DiskQuota.isPossible(dir)) {
      skip(kinds, FaultKind.BROKER_DISK_FULL, "needs root, to limit a directory's size");
    }
    if (kinds.contains(FaultKind.APP_CLOCK_SKEW) && SkewedClock.library().isEmpty()) {
      skip(kinds, FaultKind.APP_CLOCK_SKEW, "needs libfaketime (Debian: apt install libfaketime)");
    }
    if (kinds.isEmpty()) {
      throw new CommandFailedException("--kinds: none of them can be done here: " + skipped);
    }
    return kinds;
  }

  private void skip(Collection<FaultKind> kinds, FaultKind kind, String why) {
    kinds.remove(kind);
    skipped.put(kind.word(), why);
    progress.accept("Left out: " + kind + " " + why);
  }

  private FaultsResult run(TestBed bed, List<Fault> faults, List<ParsedDefinition> definitions)
      throws InterruptedException, IOException {
    List<String> ends = ends(bed.topics());
    try (FaultLog log = new FaultLog(plan.log());
        OutputWatch outputs = new OutputWatch(bed.client(), ends);
        RecordPublisher publisher = RecordPublisher.connect(bed.client());
        FrameLoad frames = new FrameLoad(publisher, bed.topics().cameraFrames(), plan.seed());
        CrowdLoad crowd = new CrowdLoad(publisher, bed.topics(), plan.seed());
        CityLoad city =
            new CityLoad(
                plan.scenario(),
                bed.brokers().bootstrapServers(),
                bed.registryUrl(),
                dir.resolve("simulator.log"))) {
      final long begun = System.nanoTime();
      outputs.start();
      frames.start();
      crowd.start();
      awaitSteady(outputs);
      bed.instances().forEach(Instance::archiveClasses);
      progress.accept("Results flow: partitions watched " + awaitSteady(outputs));
      FaultDriver driver = new FaultDriver(bed, outputs, log);
      for (Fault fault : faults) {
        long stallMs = driver.apply(fault);
        stalls.add(fault.kind(), stallMs);
        progress.accept(
            "%d of %d: %s, results stood still for %.1f s"
                .formatted(fault.number(), faults.size(), fault.words(), stallMs / 1000.0));
        requireLoad(city);
      }
      city.finish();
      long framesSent = frames.finish();
      long ticksSent = crowd.finish();
      final Duration load = Duration.ofNanos(System.nanoTime() - begun);
      awaitSettled(outputs);
      Instant stopped = Instant.now();
      bed.instances().forEach(Instance::stop);
      progress.accept("Reading everything back ...");
      RunCheck check = new RunCheck(bed.client(), bed.topics(), definitions, plan);
      Findings found = check.run(new RunCheck.Sent(framesSent, ticksSent, stopped));
      return FaultsResult.of(plan.seed(), load, stalls, skipped, found, driver.unexpectedExits());
    }
  }

  /** Topics on which something comes all the time, at the end of each chain. */
  private static List<String> ends(TopicCatalogue topics) {
    return List.of(
        topics.vehicleTracks().name(),
        topics.alerts().name(),
        topics.authBySource().name(),
        topics.tasksBySchedule().name());
  }

  private static void requireLoad(CityLoad city) {
    if (!city.isAlive()) {
      throw new IllegalStateException("the simulator ended; its log in simulator.log says why");
    }
  }

  /**
   * Waits for results, until they come all the time and no further partition joins.
   *
   * @return how many partitions there are, by topic
   */
  private static Map<String, Integer> awaitSteady(OutputWatch outputs) throws InterruptedException {
    long deadline = System.nanoTime() + FIRST_RESULTS.toNanos();
    Map<String, Integer> steady = Map.of();
    Map<String, Integer> before;
    long since = System.nanoTime();
    do {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException(
            "no steady results within %d s; silent for: %s"
                .formatted(FIRST_RESULTS.toSeconds(), outputs.allSilencesInWords(since)));
      }
      before = steady;
      since = System.nanoTime();
      TimeUnit.MILLISECONDS.sleep(STEADY.toMillis());
      steady = outputs.watchSteady(since, MOST_STEADY_SILENCE);
    } while (steady.isEmpty() || !steady.equals(before));
    return steady;
  }

  /** Waits until nothing comes any more: silence has ended all that was open. */
  private void awaitSettled(OutputWatch outputs) throws InterruptedException {
    long deadline = System.nanoTime() + SETTLING.toNanos();
    while (outputs.quiet().compareTo(plan.settled()) < 0) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException(
            "results still come %d s after the load ended".formatted(SETTLING.toSeconds()));
      }
      TimeUnit.MILLISECONDS.sleep(200);
    }
  }
}
