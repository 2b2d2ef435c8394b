package dev.gantry.topologies.runtime;

import dev.gantry.schemas.registry.SchemaRegistryException;
import dev.gantry.topologies.port.RoleCounters;
import dev.gantry.topologies.port.RuleFailures;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.InvalidPidMappingException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TransactionAbortableException;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.streams.KafkaClientSupplier;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one role, and starts it again when what failed may pass: the registry or the cluster could
 * not be reached. The whole application is started afresh, because replacing a single stream thread
 * can deadlock in Kafka 4.3 (KAFKA-20873). Anything else fails the role for good.
 *
 * <p>To be driven out of its group by a process of the same name passes once: it may have been an
 * own request, which came late out of a broker that was held up. Of two processes of one name the
 * one that started first is soon driven out again, and ends.
 */
final class RoleRunner {

  private static final Logger LOG = LoggerFactory.getLogger(RoleRunner.class);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
  private static final Duration CLOSE_FAILED = Duration.ofSeconds(10);

  /** What is under way is committed within this time, or not before the clock has caught up. */
  private static final Duration CLOSE_IN_ORDER = Duration.ofMillis(1_500);

  private static final Duration CLOSE_INTERRUPTED = Duration.ofMillis(500);

  /**
   * After so many interrupts its clients hang, and it fails: a new process is up sooner than they
   * would be.
   */
  private static final int MOST_INTERRUPTS = 10;

  private static final Duration STABLE = Duration.ofMinutes(1);

  /**
   * The cluster ended a transaction behind its producer's back, as it does when it was away for
   * longer than the transaction may last. A new start goes on from the last one committed.
   */
  private static final Set<Class<? extends Throwable>> ENDED_TRANSACTION =
      Set.of(
          InvalidTxnStateException.class,
          TransactionAbortableException.class,
          InvalidProducerEpochException.class,
          InvalidPidMappingException.class);

  /** A Kafka Streams application, its clients, and what ended it. */
  private static final class Application {

    private final KafkaStreams streams;
    private final InterruptibleClients clients;
    private volatile @Nullable Throwable uncaught;

    Application(KafkaStreams streams, InterruptibleClients clients) {
      this.streams = streams;
      this.clients = clients;
    }

    StreamThreadExceptionResponse end(Throwable exception) {
      uncaught = exception;
      return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }

    Throwable cause() {
      Throwable cause = uncaught;
      return cause == null ? new IllegalStateException("no cause given") : cause;
    }
  }

  private final Role role;
  private final Supplier<Topology> topology;
  private final Properties properties;
  private final KafkaClientSupplier clients;
  private final RoleCounters counters;
  private final ScheduledExecutorService supervisor;
  private final CompletableFuture<RoleFailure> failed;
  private volatile RoleHealth health;
  private volatile @Nullable Application application;
  private @Nullable RuntimeException unbuilt;
  private volatile boolean closed;
  private int restarts;
  private Instant startedAt = Instant.EPOCH;

  RoleRunner(
      Role role,
      Supplier<Topology> topology,
      Properties properties,
      KafkaClientSupplier clients,
      RoleCounters counters,
      ScheduledExecutorService supervisor,
      CompletableFuture<RoleFailure> failed) {
    this.role = role;
    this.topology = topology;
    this.properties = properties;
    this.clients = clients;
    this.counters = counters;
    this.supervisor = supervisor;
    this.failed = failed;
    this.health = health(RoleHealth.State.STARTING, null);
  }

  /** Builds it ahead of {@link #start}, which tells of a failure to do so. */
  synchronized void prepare() {
    if (closed || application != null) {
      return;
    }
    try {
      application = create();
    } catch (RuntimeException e) {
      unbuilt = e;
    }
  }

  /** Starts it; a failure to do so counts as a failure of the role. */
  synchronized void start() {
    if (closed) {
      return;
    }
    startedAt = Instant.now();
    try {
      Application built = built();
      application = built;
      built.streams.start();
    } catch (RuntimeException e) {
      recover(causeOf(e));
    }
  }

  /** What ended its threads while it was being started: what Kafka says then is about itself. */
  private Throwable causeOf(RuntimeException failure) {
    Application started = application;
    Throwable uncaught = started == null ? null : started.uncaught;
    return uncaught == null ? failure : uncaught;
  }

  /** What was built ahead, or why it was not: what Kafka gives up half built locks the state. */
  private Application built() {
    RuntimeException failure = unbuilt;
    unbuilt = null;
    if (failure != null) {
      throw failure;
    }
    return application == null ? create() : application;
  }

  private Application create() {
    InterruptibleClients interruptible = new InterruptibleClients(clients);
    Application created =
        new Application(new KafkaStreams(topology.get(), properties, interruptible), interruptible);
    created.streams.setUncaughtExceptionHandler(created::end);
    created.streams.setStateListener((now, before) -> changed(created, now));
    return created;
  }

  /** Starts it anew at once, if it runs, for a reason that is not its own. */
  synchronized void renew(String reason) {
    Application running = application;
    if (closed || running == null || running.streams.state().hasNotStarted()) {
      return;
    }
    health = health(RoleHealth.State.RESTARTING, new IllegalStateException(reason));
    application = null;
    if (closeForRenewal(running)) {
      start();
    } else {
      tellWhatThreadsDo();
      fail(new IllegalStateException("it did not stop after " + reason));
    }
  }

  /**
   * Closes it also when its threads wait by a clock that was set back.
   *
   * @return false when it did not stop: then it still holds its state, and no other can have it
   */
  private static boolean closeForRenewal(Application running) {
    boolean stopped = running.streams.close(CLOSE_IN_ORDER);
    for (int i = 0; i < MOST_INTERRUPTS && !stopped; i++) {
      running.clients.interrupt();
      stopped = running.streams.close(CLOSE_INTERRUPTED);
    }
    return stopped;
  }

  /**
   * Says where the threads are that did not stop, as nobody can tell once the process has ended.
   */
  private void tellWhatThreadsDo() {
    String ofRole = properties.getProperty(StreamsConfig.APPLICATION_ID_CONFIG);
    Thread.getAllStackTraces()
        .forEach(
            (thread, stack) -> {
              if (thread.getName().contains(ofRole)) {
                LOG.warn(
                    "role {}: thread {} is {} at\n  {}",
                    role.roleName(),
                    thread.getName(),
                    thread.getState(),
                    Arrays.stream(stack)
                        .map(StackTraceElement::toString)
                        .collect(Collectors.joining("\n  ")));
              }
            });
  }

  private void changed(Application changing, KafkaStreams.State now) {
    switch (now) {
      case RUNNING -> health = health(RoleHealth.State.RUNNING, null);
      case REBALANCING -> {
        if (health.state() != RoleHealth.State.STARTING) {
          health = health(RoleHealth.State.REBALANCING, null);
        }
      }
      // The listener runs on a thread of the application that is to be closed.
      case ERROR -> submit(() -> ended(changing), Duration.ZERO);
      default -> {}
    }
  }

  /** Heeds the end of what runs; what was replaced meanwhile may have ended, too. */
  private synchronized void ended(Application application) {
    if (application == this.application) {
      recover(application.cause());
    }
  }

  private void recover(Throwable cause) {
    closeStreams(CLOSE_FAILED);
    if (Instant.now().isAfter(startedAt.plus(STABLE))) {
      restarts = 0;
    }
    if (!mayPass(cause, restarts)) {
      fail(cause);
      return;
    }
    Duration pause = pause(restarts++);
    LOG.warn(
        "role {} starts again in {} s: {}",
        role.roleName(),
        pause.toSeconds(),
        rootOf(cause).toString());
    health = health(RoleHealth.State.RESTARTING, cause);
    submit(this::start, pause);
  }

  private void fail(Throwable cause) {
    LOG.error("role {} failed", role.roleName(), cause);
    health = health(RoleHealth.State.FAILED, cause);
    failed.complete(new RoleFailure(role, rootOf(cause)));
  }

  /**
   * 0, 1, 2, 4 ... 30 seconds: mostly the cluster is already back when the first failure shows.
   *
   * @param restarts how often it was started again since it last ran for long
   */
  static Duration pause(int restarts) {
    if (restarts == 0) {
      return Duration.ZERO;
    }
    Duration pause = Duration.ofSeconds(1L << Math.min(restarts - 1, 5));
    return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
  }

  /**
   * Whether a failure is one of the surroundings, and not of the role.
   *
   * @param restarts how often it was started again since it last ran for long
   */
  static boolean mayPass(Throwable failure, int restarts) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof SchemaRegistryException registry) {
        return registry.kind() == SchemaRegistryException.Kind.UNAVAILABLE;
      }
      if (t instanceof FencedInstanceIdException) {
        return restarts == 0;
      }
      if (t instanceof RetriableException
          || ENDED_TRANSACTION.contains(t.getClass())
          || quotesPassing(t)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether Kafka's client wrapped a passing error that it did not expect at this point, such as a
   * coordinator that still loads after an outage or a broker that is about to halt: then only the
   * message tells.
   */
  private static boolean quotesPassing(Throwable failure) {
    String message = failure.getMessage();
    return failure.getClass() == KafkaException.class
        && message != null
        && (message.startsWith("Unexpected error") || message.startsWith("Unhandled error"))
        && Arrays.stream(Errors.values())
            .filter(RoleRunner::isPassing)
            .anyMatch(error -> message.endsWith(error.message()));
  }

  private static boolean isPassing(Errors error) {
    return error == Errors.UNKNOWN_SERVER_ERROR || error.exception() instanceof RetriableException;
  }

  private void submit(Runnable task, Duration delay) {
    try {
      Future<?> unused = supervisor.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      LOG.debug("role {} is being closed", role.roleName(), e);
    }
  }

  private static Throwable rootOf(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    return root;
  }

  private RoleHealth health(RoleHealth.State state, @Nullable Throwable cause) {
    return new RoleHealth(
        role,
        state,
        Instant.now(),
        Optional.ofNullable(cause).map(failure -> rootOf(failure).toString()));
  }

  RoleHealth health() {
    return health;
  }

  RoleCounters.Counts counts() {
    return counters.read();
  }

  List<RuleFailures.Failed> ruleFailures() {
    return counters.ruleFailures().all();
  }

  /** The running application; absent while there is none. */
  Optional<KafkaStreams> streams() {
    return Optional.ofNullable(application).map(running -> running.streams);
  }

  /** Stops it; false when it did not stop in time. Idempotent. */
  synchronized boolean close(Duration timeout) {
    closed = true;
    boolean stopped = closeStreams(timeout);
    if (health.state() != RoleHealth.State.FAILED) {
      health = health(RoleHealth.State.STOPPED, null);
    }
    return stopped;
  }

  private boolean closeStreams(Duration timeout) {
    Application running = application;
    application = null;
    return running == null || running.streams.close(timeout);
  }
}
