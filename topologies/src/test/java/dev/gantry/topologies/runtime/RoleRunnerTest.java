package dev.gantry.topologies.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.schemas.registry.SchemaRegistryException;
import dev.gantry.topologies.port.RoleCounters;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RoleRunnerTest {

  private final SchemaRegistryException down =
      new SchemaRegistryException(
          SchemaRegistryException.Kind.UNAVAILABLE, "the registry is down", null);

  private final ScheduledExecutorService supervisor = Executors.newSingleThreadScheduledExecutor();
  private final CompletableFuture<RoleFailure> failed = new CompletableFuture<>();

  @AfterEach
  void stop() {
    supervisor.shutdownNow();
  }

  @Test
  void shouldStartAgainOnlyAfterWhatMayPass() {
    assertThat(mayPass(new StreamsException(down))).isTrue();
    assertThat(mayPass(new StreamsException(new TimeoutException("no broker")))).isTrue();
    assertThat(mayPass(new StreamsException(new RecordTooLargeException("2 MB")))).isFalse();
    assertThat(
            mayPass(
                new SchemaRegistryException(
                    SchemaRegistryException.Kind.INCOMPATIBLE, "a field is gone", null)))
        .isFalse();
    assertThat(mayPass(new IllegalStateException("a bug"))).isFalse();
  }

  @Test
  void shouldStartAgainAfterAPassingErrorThatKafkaDidNotExpect() {
    assertThat(mayPass(unexpected(Errors.COORDINATOR_LOAD_IN_PROGRESS))).isTrue();
    assertThat(mayPass(unexpected(Errors.NOT_COORDINATOR))).isTrue();
    assertThat(mayPass(unexpected(Errors.UNKNOWN_SERVER_ERROR))).isTrue();
    assertThat(mayPass(unexpected(Errors.INCONSISTENT_GROUP_PROTOCOL))).isFalse();
    assertThat(mayPass(new StreamsException(new KafkaException()))).isFalse();
  }

  @Test
  void shouldStartAgainWhenTheClusterEndedATransaction() {
    assertThat(mayPass(new StreamsException(new InvalidTxnStateException("ended")))).isTrue();
    assertThat(mayPass(new StreamsException(ending(Errors.UNKNOWN_SERVER_ERROR))))
        .as("the broker is about to halt")
        .isTrue();
    assertThat(mayPass(new StreamsException(ending(Errors.TRANSACTIONAL_ID_AUTHORIZATION_FAILED))))
        .isFalse();
  }

  @Test
  void shouldStartAgainOnceWhenItIsDrivenOutOfItsGroup() {
    StreamsException fenced = new StreamsException(new FencedInstanceIdException("twice"));

    assertThat(RoleRunner.mayPass(fenced, 0)).isTrue();
    assertThat(RoleRunner.mayPass(fenced, 1)).as("another process goes by the same name").isFalse();
  }

  private static boolean mayPass(Throwable failure) {
    return RoleRunner.mayPass(failure, 0);
  }

  /** As TransactionManager words it. */
  private static KafkaException ending(Errors error) {
    return new KafkaException("Unhandled error in EndTxnResponse: " + error.message());
  }

  /** As AbstractCoordinator words it. */
  private static StreamsException unexpected(Errors error) {
    return new StreamsException(
        new KafkaException("Unexpected error from SyncGroup: " + error.message()));
  }

  @Test
  void shouldPauseLongerAfterEachFailure() {
    assertThat(RoleRunner.pause(0)).isEqualTo(Duration.ZERO);
    assertThat(RoleRunner.pause(1)).isEqualTo(Duration.ofSeconds(1));
    assertThat(RoleRunner.pause(4)).isEqualTo(Duration.ofSeconds(8));
    assertThat(RoleRunner.pause(6)).isEqualTo(Duration.ofSeconds(30));
    assertThat(RoleRunner.pause(1_000_000)).isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void shouldFailForGoodWithTheOriginalCauseWhenItCanNotBeBuilt() {
    RoleRunner runner =
        runner(new IllegalStateException("wrapped", new IllegalArgumentException("the cause")));
    runner.start();
    assertThat(runner.health().state()).isEqualTo(RoleHealth.State.FAILED);
    assertThat(runner.health().cause()).contains("java.lang.IllegalArgumentException: the cause");
    assertThat(failed)
        .isCompletedWithValueMatching(
            failure ->
                failure.role() == Role.TRACKING
                    && failure.cause() instanceof IllegalArgumentException);
    assertThat(runner.close(Duration.ZERO)).isTrue();
    assertThat(runner.health().state()).isEqualTo(RoleHealth.State.FAILED);
  }

  @Test
  void shouldTellOfAFailureToBuildItOnlyWhenItIsStarted() {
    RoleRunner runner = runner(new IllegalArgumentException("the cause"));
    runner.prepare();
    assertThat(runner.health().state()).isEqualTo(RoleHealth.State.STARTING);
    assertThat(failed).isNotDone();
    runner.start();
    assertThat(runner.health().state()).isEqualTo(RoleHealth.State.FAILED);
  }

  @Test
  void shouldTellWhyItCouldNotBeBuiltAheadAndNotThatItsStateIsLocked(@TempDir Path stateDir) {
    Properties properties = properties(stateDir);
    properties.put(StreamsConfig.mainConsumerPrefix("fetch.min.bytes"), -1);
    RoleRunner runner = runner(RoleRenewalTest::topology, properties);
    runner.prepare();
    runner.start();
    assertThat(runner.health().cause().orElse("")).contains("fetch.min.bytes");
  }

  @Test
  void shouldStopWhatWasBuiltAheadAndNeverStarted(@TempDir Path stateDir) {
    Topology topology = new Topology().addSource("in", "in");
    RoleRunner runner = runner(() -> topology, properties(stateDir));
    runner.prepare();
    assertThat(runner.streams()).isPresent();
    assertThat(runner.close(Duration.ofMinutes(1))).isTrue();
    assertThat(runner.streams()).isEmpty();
    runner.start();
    assertThat(runner.streams()).isEmpty();
  }

  @Test
  void shouldSayThatItStartsAgainWhenTheRegistryCanNotBeReached() {
    RoleRunner runner = runner(down);
    runner.start();
    assertThat(runner.health().state()).isEqualTo(RoleHealth.State.RESTARTING);
    assertThat(runner.health().cause().orElse("")).contains("the registry is down");
    assertThat(failed).isNotDone();
    runner.close(Duration.ZERO);
    assertThat(runner.health().state()).isEqualTo(RoleHealth.State.STOPPED);
  }

  private static Properties properties(Path stateDir) {
    Properties properties = new Properties();
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "built-ahead");
    properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "localhost:1");
    properties.put(StreamsConfig.STATE_DIR_CONFIG, stateDir.toString());
    return properties;
  }

  private RoleRunner runner(RuntimeException failure) {
    return runner(
        () -> {
          throw failure;
        },
        new Properties());
  }

  private RoleRunner runner(Supplier<Topology> topology, Properties properties) {
    return new RoleRunner(
        Role.TRACKING,
        topology,
        properties,
        new PacedClients(),
        new RoleCounters(),
        supervisor,
        failed);
  }
}
