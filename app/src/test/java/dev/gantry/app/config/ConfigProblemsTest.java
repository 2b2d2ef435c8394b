package dev.gantry.app.config;

import static dev.gantry.app.config.ConfigLoaderTest.LEAST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said of a configuration that is wrong. */
class ConfigProblemsTest {

  @TempDir Path dir;

  @Test
  void shouldListEveryProblemAtOnce() throws IOException {
    Path file =
        write(
            """
            cluster:
              bootstrap_server: a:1
              security_protocol: TLS
              kafka: {reqest.timeout.ms: 1, group.id: mine, my.plugin.thing: 1}
            http: {port: 80a, host: 0.0.0.0}
            roles: [vision, cooking]
            traffic: {idle: soon}
            detectors: {threads: 0}
            registry:
              urls: "https://user:hunter2@r"
              password_file: /nowhere/at/all
            """);

    ConfigException e =
        catchThrowableOfType(
            ConfigException.class, () -> ConfigLoader.load(file, Map.of("GANTRY_HTPP_HOST", "x")));

    assertThat(e.problems().stream().map(Problem::toString).toList())
        .contains(
            "cluster.bootstrap_server: unknown; did you mean cluster.bootstrap_servers?"
                + " (gantry.yaml, line 2)",
            "GANTRY_HTPP_HOST: unknown; did you mean GANTRY_HTTP_HOST? (environment)",
            "cluster.bootstrap_servers: expected a list, each text, found nothing",
            "cluster.security_protocol: expected one of PLAINTEXT, SSL, SASL_PLAINTEXT, SASL_SSL,"
                + " found \"TLS\" (gantry.yaml, line 3)",
            "http.port: expected a whole number, 0 to 65535, found \"80a\" (gantry.yaml, line 5)",
            "roles: expected a list, each one of vision, tracking, traffic, tasks, signins, match, alerting, api, found"
                + " \"vision,cooking\" (gantry.yaml, line 6)",
            "traffic.idle: expected a duration such as 500ms, 10s, 5m, 1h or 2d, found \"soon\""
                + " (gantry.yaml, line 7)",
            "detectors.threads: expected a whole number, 1 to 256, found \"0\" (gantry.yaml, line"
                + " 8)")
        .anyMatch(p -> p.startsWith("registry.password_file: expected a readable file"))
        .anyMatch(p -> p.startsWith("registry.urls: expected no user in the address"));
    assertThat(e.getMessage())
        .startsWith(e.problems().size() + " problems in the configuration:\n  ")
        .doesNotContain("hunter2");
  }

  @Test
  void shouldJudgeKafkaPropertiesByName() throws IOException {
    Path file =
        write(
            """
            cluster:
              bootstrap_servers: a:1
              kafka: {reqest.timeout.ms: 1, group.id: mine, my.plugin.thing: 1, producer.linger.ms: 1}
            registry.urls: http://r
            """);

    assertThatThrownBy(() -> ConfigLoader.load(file, Map.of()))
        .hasMessageContaining(
            "cluster.kafka.reqest.timeout.ms: unknown; did you mean kafka.request.timeout.ms?")
        .hasMessageContaining("cluster.kafka.group.id: expected to be left out: it follows from")
        .hasMessageStartingWith("2 problems");
  }

  @ParameterizedTest
  @ValueSource(strings = {"8000", "5001", "0", "-1", "soon", "1e3"})
  void shouldRefuseACommitIntervalThatNoTransactionHasTimeFor(String interval) {
    Map<String, String> environment = new HashMap<>(LEAST);
    environment.put("GANTRY_CLUSTER_KAFKA_COMMIT_INTERVAL_MS", interval);

    assertThatThrownBy(() -> ConfigLoader.load(null, environment))
        .hasMessageContaining(
            "cluster.kafka.commit.interval.ms: expected milliseconds, 1 to 5000, found "
                + interval);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "5000"})
  void shouldTakeACommitIntervalThatTransactionsHaveTimeFor(String interval) {
    Map<String, String> environment = new HashMap<>(LEAST);
    environment.put("GANTRY_CLUSTER_KAFKA_COMMIT_INTERVAL_MS", interval);

    assertThat(ConfigLoader.load(null, environment).cluster().kafka().byName())
        .containsEntry("commit.interval.ms", interval);
  }

  @Test
  void shouldAskForWhatTheProtocolNeeds() {
    Map<String, String> environment = new HashMap<>(LEAST);
    environment.put("GANTRY_CLUSTER_SECURITY_PROTOCOL", "SASL_PLAINTEXT");

    assertThatThrownBy(() -> ConfigLoader.load(null, environment))
        .hasMessageContaining("cluster.sasl.username: expected a name")
        .hasMessageContaining("cluster.sasl.password: expected a password");
  }

  @Test
  void shouldRefuseToListenBeyondLoopback() {
    Map<String, String> environment = new HashMap<>(LEAST);
    environment.put("GANTRY_HTTP_HOST", "0.0.0.0");

    assertThatThrownBy(() -> ConfigLoader.load(null, environment))
        .hasMessageContaining("http.host: expected a loopback address");
  }

  @Test
  void shouldNameFileAndLineWhenNotYaml() throws IOException {
    Path broken = write("cluster: [");

    assertThatThrownBy(() -> ConfigLoader.load(broken, LEAST))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("gantry.yaml: expected YAML");
    assertThatThrownBy(() -> ConfigLoader.load(dir.resolve("none.yaml"), LEAST))
        .hasMessageContaining("none.yaml: expected a readable file");
    assertThatThrownBy(() -> ConfigLoader.load(write("a: 1\na: 2\n"), LEAST))
        .hasMessageContaining("Duplicate");
    assertThatThrownBy(() -> ConfigLoader.load(write("- a\n"), LEAST))
        .hasMessageContaining("expected keys with values");
  }

  private Path write(String yaml) throws IOException {
    return Files.writeString(dir.resolve("gantry.yaml"), yaml);
  }
}
