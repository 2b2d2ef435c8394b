package dev.gantry.topologies.runtime;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gantry.schemas.registry.InMemorySchemaRegistry;
import dev.gantry.schemas.topic.TopicCatalogue;
import dev.gantry.topologies.config.TopologiesConfig;
import dev.gantry.topologies.port.GeoLocator;
import dev.gantry.topologies.port.RoleCounters;
import dev.gantry.topologies.port.StoreUnavailableException;
import dev.gantry.topologies.testing.FakeDefinitions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A role that is built and not started. */
class LocalStoreQueriesTest {

  private final ScheduledExecutorService supervisor = Executors.newSingleThreadScheduledExecutor();
  @TempDir private Path stateDir;
  private RoleRunner tasks;
  private LocalStoreQueries queries;

  @BeforeEach
  void build() {
    Properties properties = new Properties();
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "asked");
    properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "localhost:1");
    properties.put(StreamsConfig.STATE_DIR_CONFIG, stateDir.toString());
    Topology topology = new Topology().addSource("in", "in");
    tasks =
        new RoleRunner(
            Role.TASKS,
            () -> topology,
            properties,
            new PacedClients(),
            new RoleCounters(),
            supervisor,
            new CompletableFuture<>());
    tasks.prepare();
    InMemorySchemaRegistry registry = new InMemorySchemaRegistry();
    queries =
        new LocalStoreQueries(
            Map.of(Role.TASKS, tasks),
            new GantryStreams.Parts(
                new TopicCatalogue("", registry),
                registry,
                new FakeDefinitions(),
                model -> {
                  throw new IllegalStateException("nothing is detected");
                },
                GeoLocator.NONE,
                TopologiesConfig.DEFAULT));
  }

  @AfterEach
  void stop() {
    tasks.close(Duration.ofMinutes(1));
    supervisor.shutdownNow();
  }

  @Test
  void shouldSayHowTheRoleIsAndNotWhatKafkaSaysOfIt() {
    assertUnavailable("role tasks can't be asked now: it starts");
    tasks.close(Duration.ofMinutes(1));
    assertUnavailable("role tasks can't be asked now: it was stopped");
  }

  @Test
  void shouldSayThatARoleIsElsewhere() {
    assertThatThrownBy(() -> queries.latestReading("s"))
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessage("role traffic is not part of this process");
  }

  private void assertUnavailable(String message) {
    assertThatThrownBy(() -> queries.task("t-1"))
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessage(message);
  }
}
