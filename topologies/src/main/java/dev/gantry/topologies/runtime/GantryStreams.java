package dev.gantry.topologies.runtime;

import dev.gantry.domain.detection.DetectorFactory;
import dev.gantry.schemas.registry.SchemaRegistry;
import dev.gantry.schemas.topic.TopicCatalogue;
import dev.gantry.topologies.config.TopologiesConfig;
import dev.gantry.topologies.port.Definitions;
import dev.gantry.topologies.port.GeoLocator;
import dev.gantry.topologies.port.PartitionCounts;
import dev.gantry.topologies.port.RoleCounters;
import dev.gantry.topologies.port.RuleFailures;
import dev.gantry.topologies.port.StoreQueries;
import dev.gantry.topologies.port.TopologyContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The roles of this process, each a Kafka Streams application with threads of its own. Topics must
 * exist before it is made; definitions may still be read when it is started.
 *
 * <p>A role that fails for good shows in {@link #health} and completes {@link #failure}; the others
 * go on, and whoever started them decides.
 */
public final class GantryStreams implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(GantryStreams.class);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);
  private static final long CLOCK_MS = 250;

  private final Map<Role, RoleRunner> runners;
  private final ScheduledExecutorService supervisor;
  private final CompletableFuture<RoleFailure> failure;
  private final StoreQueries queries;

  private GantryStreams(
      Map<Role, RoleRunner> runners,
      ScheduledExecutorService supervisor,
      CompletableFuture<RoleFailure> failure,
      StoreQueries queries) {
    this.runners = runners;
    this.supervisor = supervisor;
    this.failure = failure;
    this.queries = queries;
  }

  /**
   * What the roles work with.
   *
   * @param topics topics
   * @param registry schema registry
   * @param definitions definitions; who asks before they are loaded waits
   * @param detectors makes detectors for VISION
   * @param places says where addresses are
   * @param config settings of the topologies
   */
  public record Parts(
      TopicCatalogue topics,
      SchemaRegistry registry,
      Definitions definitions,
      DetectorFactory detectors,
      GeoLocator places,
      TopologiesConfig config) {}

  /**
   * Makes roles, to be started; they are built in the background, which is half of what a start
   * takes.
   *
   * @param admin asks the cluster how many partitions the topics have
   * @throws org.apache.kafka.common.KafkaException when the cluster can't be asked
   */
  public static GantryStreams of(
      Collection<Role> roles, RuntimeSettings settings, Parts parts, Admin admin) {
    createStateDir(settings.stateDir());
    PartitionCounts partitions = KafkaPartitionCounts.read(admin, parts.topics());
    ScheduledExecutorService supervisor =
        Executors.newScheduledThreadPool(roles.size() + 1, GantryStreams::daemon);
    CompletableFuture<RoleFailure> failure = new CompletableFuture<>();
    Map<Role, RoleRunner> runners = new EnumMap<>(Role.class);
    for (Role role : roles) {
      RoleCounters counters = new RoleCounters();
      TopologyContext from =
          new TopologyContext(
              parts.topics(),
              parts.registry(),
              parts.definitions(),
              partitions,
              parts.detectors(),
              parts.places(),
              counters,
              parts.config());
      Properties properties =
          StreamsProperties.of(role, settings, parts.topics().deadLetters().name(), counters);
      runners.put(
          role,
          new RoleRunner(
              role,
              () -> role.topology(from),
              properties,
              new PacedClients(),
              counters,
              supervisor,
              failure));
    }
    runners.values().forEach(runner -> supervisor.execute(runner::prepare));
    return new GantryStreams(runners, supervisor, failure, new LocalStoreQueries(runners, parts));
  }

  /**
   * Starts all roles at once, and returns while they connect. From then on they are started anew
   * whenever the wall clock was set back.
   */
  public void start() {
    runners.values().forEach(runner -> supervisor.execute(runner::start));
    ClockSteps clock = new ClockSteps(System::currentTimeMillis, System::nanoTime);
    Future<?> unused =
        supervisor.scheduleWithFixedDelay(
            () -> heed(clock.setBack()), CLOCK_MS, CLOCK_MS, TimeUnit.MILLISECONDS);
  }

  private void heed(Duration setBack) {
    if (setBack.isZero()) {
      return;
    }
    String reason = "the clock was set back by " + setBack.toMillis() / 1000.0 + " s";
    LOG.warn("All roles start anew: {}", reason);
    runners.values().forEach(runner -> supervisor.execute(() -> runner.renew(reason)));
  }

  /** Roles that start at once would each take the other's making of it for a failure. */
  private static void createStateDir(Path dir) {
    try {
      Files.createDirectories(dir);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "state_dir: expected a directory that can be written, found " + dir + ": " + e, e);
    }
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "gantry-supervisor");
    thread.setDaemon(true);
    return thread;
  }

  /** How each role is, in the order of the flow. */
  public List<RoleHealth> health() {
    return runners.values().stream().map(RoleRunner::health).toList();
  }

  /** Whether every role processes. */
  public boolean isRunning() {
    return health().stream().allMatch(RoleHealth::isReady);
  }

  /** What each role has counted since the process started. */
  public Map<Role, RoleCounters.Counts> counts() {
    Map<Role, RoleCounters.Counts> counts = new EnumMap<>(Role.class);
    runners.forEach((role, runner) -> counts.put(role, runner.counts()));
    return counts;
  }

  /** Rules that had no answer for records since the process started, by name. */
  public List<RuleFailures.Failed> ruleFailures() {
    return runners.values().stream().flatMap(runner -> runner.ruleFailures().stream()).toList();
  }

  /** Completes when a role has failed for good; never otherwise. */
  public CompletableFuture<RoleFailure> failure() {
    return failure.copy();
  }

  /** Reads of the roles' stores. */
  public StoreQueries queries() {
    return queries;
  }

  /**
   * Stops all roles, at once and in order each: what is under way is committed. They stay members
   * of their groups, so that a restart within the session takes up where they stopped.
   *
   * @return false when some did not stop in time
   */
  public boolean close(Duration timeout) {
    supervisor.shutdownNow();
    List<CompletableFuture<Boolean>> closing =
        runners.values().stream()
            .map(runner -> CompletableFuture.supplyAsync(() -> runner.close(timeout), closer()))
            .toList();
    return closing.stream().map(CompletableFuture::join).reduce(true, Boolean::logicalAnd);
  }

  private static Executor closer() {
    return task -> daemon(task).start();
  }

  @Override
  public void close() {
    close(CLOSE_TIMEOUT);
  }
}
