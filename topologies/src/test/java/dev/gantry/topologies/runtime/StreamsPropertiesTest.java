package dev.gantry.topologies.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gantry.topologies.port.RoleCounters;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class StreamsPropertiesTest {

  @ParameterizedTest
  @EnumSource(Role.class)
  void shouldBeValidAndComeBackAfterAKillInEveryRole(Role role) {
    StreamsConfig config = new StreamsConfig(properties(role));
    assertThat(config.getString(StreamsConfig.APPLICATION_ID_CONFIG))
        .isEqualTo("site-gantry-" + role.roleName());
    assertThat(config.getString(StreamsConfig.PROCESSING_GUARANTEE_CONFIG))
        .isEqualTo("exactly_once_v2");
    assertThat(config.getMainConsumerConfigs("g", "c", 0))
        .containsEntry("group.instance.id", "one-0")
        .containsEntry("session.timeout.ms", 6_000)
        .containsEntry("isolation.level", "read_committed")
        .containsEntry("processing.exception.handler.global.enabled", true)
        .containsEntry("security.protocol", "SSL");
    assertThat(config.getProducerConfigs("c"))
        .containsEntry("transaction.timeout.ms", 7_000)
        .containsEntry("max.in.flight.requests.per.connection", 1)
        .containsEntry("retry.backoff.ms", 10)
        .containsEntry("security.protocol", "SSL");
  }

  @Test
  void shouldBufferFewFramesAndCommitPromptRolesOften() {
    StreamsConfig vision = new StreamsConfig(properties(Role.VISION));
    assertThat(vision.getInt(StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG)).isEqualTo(16);
    assertThat(vision.getMainConsumerConfigs("g", "c", 0)).containsEntry("max.poll.records", 16);
    StreamsConfig tracking = new StreamsConfig(properties(Role.TRACKING));
    assertThat(tracking.originals()).containsEntry("gantry.commit.ms", "20");
    assertThat(tracking.getLong(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG)).isEqualTo(250);
    assertThat(tracking.getLong(StreamsConfig.POLL_MS_CONFIG)).isEqualTo(5);
  }

  @ParameterizedTest
  @EnumSource(Role.class)
  void shouldTakeSmallPortionsSoThatNoPartitionWaitsForTheBacklogOfAnother(Role role) {
    StreamsConfig config = new StreamsConfig(properties(role));
    assertThat(config.getMainConsumerConfigs("g", "c", 0))
        .containsEntry("max.poll.records", role == Role.VISION ? 16 : 100)
        .containsEntry("max.partition.fetch.bytes", 65_536);
    assertThat(config.getRestoreConsumerConfigs("c"))
        .containsEntry("max.poll.records", "1000")
        .doesNotContainKey("max.partition.fetch.bytes");
  }

  @Test
  void shouldNotLetATaskWaitForOneOfItsInputs() {
    StreamsConfig match = new StreamsConfig(properties(Role.MATCH));
    assertThat(match.getLong(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG)).isEqualTo(-1);
  }

  @Test
  void shouldTurnToAnotherBrokerWhileATransactionLasts() {
    StreamsConfig config = new StreamsConfig(properties(Role.MATCH));
    assertThat(config.getProducerConfigs("c"))
        .containsEntry("request.timeout.ms", 2_000)
        .containsEntry("metadata.max.age.ms", 2_000);
    assertThat(config.getMainConsumerConfigs("g", "c", 0))
        .containsEntry("request.timeout.ms", 4_000);
  }

  @Test
  void shouldWaitForABrokerAsLongAsTheOperatorSays() {
    StreamsConfig config =
        new StreamsConfig(properties(Role.MATCH, Map.of("request.timeout.ms", "20000")));
    assertThat(config.getProducerConfigs("c")).containsEntry("request.timeout.ms", "20000");
    assertThat(config.getMainConsumerConfigs("g", "c", 0))
        .containsEntry("request.timeout.ms", "20000");
  }

  @Test
  void shouldWorkWithAsManyThreadsAsTheOperatorSays() {
    RuntimeSettings settings = settings(Map.of(Role.VISION, 3));
    assertThat(StreamsProperties.of(Role.VISION, settings, "dead-letters", new RoleCounters()))
        .containsEntry(StreamsConfig.NUM_STREAM_THREADS_CONFIG, 3);
    assertThat(StreamsProperties.of(Role.MATCH, settings, "dead-letters", new RoleCounters()))
        .containsEntry(StreamsConfig.NUM_STREAM_THREADS_CONFIG, 1);
    assertThatThrownBy(() -> settings(Map.of(Role.MATCH, 0)))
        .hasMessage("threads.match: expected 1 or more, found 0");
  }

  private static RuntimeSettings settings(Map<Role, Integer> threads) {
    return new RuntimeSettings("localhost:9092", Map.of(), Path.of("state"), "one", "", threads);
  }

  @Test
  void shouldLetTheOperatorCommitLessOften() {
    StreamsConfig config =
        new StreamsConfig(
            properties(Role.TRACKING, Map.of("commit.interval.ms", "200", "linger.ms", "30")));
    assertThat(config.originals()).containsEntry("gantry.commit.ms", "200");
    assertThat(config.getLong(StreamsConfig.POLL_MS_CONFIG)).isEqualTo(20);
    assertThat(config.getProducerConfigs("c")).containsEntry("linger.ms", "30");
    assertThat(new StreamsConfig(properties(Role.TRACKING)).getProducerConfigs("c"))
        .containsEntry("linger.ms", 5L);
  }

  @ParameterizedTest
  @CsvSource({"TRACKING, 500, 125", "TRAFFIC, 500, 100", "VISION, 500, 25", "MATCH, 5000, 1000"})
  void shouldSendLessOftenWhereTheOperatorCommitsLessOften(
      Role role, String commitMs, long lingerMs) {
    StreamsConfig config =
        new StreamsConfig(properties(role, Map.of("commit.interval.ms", commitMs)));
    assertThat(config.getProducerConfigs("c")).containsEntry("linger.ms", lingerMs);
  }

  @Test
  void shouldLookForRecordsAndTimersHoweverSeldomTheOperatorCommits() {
    StreamsConfig config =
        new StreamsConfig(properties(Role.TRACKING, Map.of("commit.interval.ms", "5000")));
    assertThat(config.getLong(StreamsConfig.POLL_MS_CONFIG)).isEqualTo(100);
  }

  @Test
  void shouldNotPrintWhatMayBeSecret() {
    RuntimeSettings settings =
        new RuntimeSettings(
            "b:1",
            Map.of("sasl.jaas.config", "password=hush"),
            Path.of("state"),
            "one",
            "",
            Map.of());
    assertThat(settings.toString()).doesNotContain("hush").contains("sasl.jaas.config");
    assertThatThrownBy(
            () -> new RuntimeSettings("b:1", Map.of(), Path.of("s"), "a b", "", Map.of()))
        .hasMessageContaining("instance_id: expected 1 to 200 letters");
  }

  private static Properties properties(Role role) {
    return properties(role, Map.of("security.protocol", "SSL"));
  }

  private static Properties properties(Role role, Map<String, String> client) {
    return StreamsProperties.of(
        role,
        new RuntimeSettings("localhost:9092", client, Path.of("state"), "one", "site-", Map.of()),
        "site-dead-letters",
        new RoleCounters());
  }
}
