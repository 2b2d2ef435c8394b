package dev.gantry.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.detectors.DetectorSettings;
import dev.gantry.domain.anomaly.AnomalySettings;
import dev.gantry.domain.signin.SignInSettings;
import dev.gantry.domain.traffic.TrafficSettings;
import dev.gantry.domain.traffic.WindowSpan;
import dev.gantry.schemas.registry.RegistrySettings;
import dev.gantry.topologies.config.TrackingConfig;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigLoaderTest {
  static final Map<String, String> LEAST =
      Map.of(
          "GANTRY_CLUSTER_BOOTSTRAP_SERVERS", "kafka:9092",
          "GANTRY_REGISTRY_URLS", "http://registry:8081");

  @TempDir Path dir;

  @Test
  void shouldHaveTheseDefaults() {
    GantryConfig config = ConfigLoader.load(null, LEAST);

    assertThat(config)
        .isEqualTo(
            new GantryConfig(
                new ClusterConfig(
                    List.of("kafka:9092"),
                    "PLAINTEXT",
                    new ClusterConfig.Sasl(
                        "SCRAM-SHA-512", Optional.empty(), Optional.empty(), Optional.empty()),
                    new ClusterConfig.Tls(
                        Optional.empty(),
                        Optional.empty(),
                        "PKCS12",
                        Optional.empty(),
                        Optional.empty(),
                        "PKCS12",
                        Optional.empty(),
                        true),
                    new KafkaProperties(Map.of())),
                new RegistryConfig(
                    List.of(URI.create("http://registry:8081")),
                    Optional.empty(),
                    Optional.empty(),
                    new RegistryConfig.Tls(
                        Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()),
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(5),
                    5,
                    true),
                new GantryConfig.Topics("", Optional.empty()),
                Set.of(RoleName.values()),
                Path.of(".gantry/state"),
                Optional.empty(),
                new ThreadsConfig(1, 1, 1, 1, 1, 1, 1),
                new GantryConfig.Definitions(List.of()),
                new GantryConfig.Http("127.0.0.1", 8080),
                new GantryConfig.Detectors(
                    Path.of(System.getProperty("user.home"), ".cache/gantry/natives"), 1),
                new GantryConfig.Alerting("site"),
                new GantryConfig.Traffic(
                    Duration.ofSeconds(1),
                    List.of(
                        WindowSpan.tumbling(Duration.ofSeconds(10)),
                        WindowSpan.tumbling(Duration.ofSeconds(60))),
                    Duration.ofMillis(250),
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(60),
                    Duration.ofMinutes(5),
                    Duration.ofSeconds(10),
                    Duration.ofDays(7)),
                TrackerConfigTest.DEFAULTS,
                new AnomalyConfig(150, 10_000, 4_000, 70, 0.5),
                SignInsConfigTest.DEFAULTS));
  }

  @Test
  void shouldHaveTheDefaultsOfThePartsItConfigures() {
    GantryConfig config = ConfigLoader.load(null, LEAST);

    assertThat(config.traffic().toSettings()).isEqualTo(TrafficSettings.DEFAULT);
    assertThat(config.tracking().toSettings()).isEqualTo(TrackingConfig.DEFAULT);
    assertThat(config.anomaly().toSettings()).isEqualTo(AnomalySettings.DEFAULT);
    assertThat(config.signins().toSettings()).isEqualTo(SignInSettings.DEFAULT);
    assertThat(config.detectors().toSettings()).isEqualTo(DetectorSettings.defaults());
    assertThat(config.registry().toSettings())
        .isEqualTo(RegistrySettings.of("http://registry:8081"));
  }

  @Test
  void shouldTakeEveryKeyFromTheFile() throws IOException {
    Path file =
        write(
            """
            cluster:
              bootstrap_servers: [a:1, b:2]
              security_protocol: sasl_ssl
              sasl: {mechanism: plain, username: me, password: s1, jaas_config: s2}
              tls:
                truststore: /t
                truststore_password: s3
                truststore_type: PEM
                keystore: /k
                keystore_password: s4
                keystore_type: JKS
                key_password: s5
                verify_hostname: false
              kafka:
                request.timeout.ms: 20000
            registry:
              urls: ["https://r:1", "https://r:2"]
              username: you
              password: s6
              tls: {truststore: /rt, truststore_password: s7, keystore: /rk, keystore_password: s8}
              connect_timeout: 1s
              read_timeout: PT2S
              attempts: 3
              auto_register: false
            topics: {prefix: north., partitions: 3}
            roles: [tracking, api]
            state_dir: /state
            instance_id: i-1
            threads: {vision: 2, tracking: 3, traffic: 4, tasks: 5, signins: 6, match: 7, alerting: 8}
            definitions.dirs: [/d1, /d2]
            http: {host: localhost, port: 0}
            detectors: {cache_dir: /cache, threads: 2}
            alerting: {scope_label: area}
            traffic:
              pane: 2s
              windows: 20s, 2m every 10s
              settle: 500ms
              final_delay: 3s
              grace: 6s
              retention: 1h
              lag: 2h
              idle: 1d
              empty_for: 12h
            anomaly: {probation: 200, memory: 20000, alarm_every: 2500.5, rest: 30, tell_score: 0.8}
            """
                + TrackerConfigTest.OTHERS_YAML
                + SignInsConfigTest.OTHERS_YAML);

    GantryConfig config = ConfigLoader.load(file, Map.of());

    assertThat(config)
        .isEqualTo(
            new GantryConfig(
                new ClusterConfig(
                    List.of("a:1", "b:2"),
                    "SASL_SSL",
                    new ClusterConfig.Sasl("PLAIN", Optional.of("me"), secret("s1"), secret("s2")),
                    new ClusterConfig.Tls(
                        Optional.of(Path.of("/t")),
                        secret("s3"),
                        "PEM",
                        Optional.of(Path.of("/k")),
                        secret("s4"),
                        "JKS",
                        secret("s5"),
                        false),
                    new KafkaProperties(Map.of("request.timeout.ms", "20000"))),
                new RegistryConfig(
                    List.of(URI.create("https://r:1"), URI.create("https://r:2")),
                    Optional.of("you"),
                    secret("s6"),
                    new RegistryConfig.Tls(
                        Optional.of(Path.of("/rt")),
                        secret("s7"),
                        Optional.of(Path.of("/rk")),
                        secret("s8")),
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(2),
                    3,
                    false),
                new GantryConfig.Topics("north.", Optional.of(3)),
                Set.of(RoleName.TRACKING, RoleName.API),
                Path.of("/state"),
                Optional.of("i-1"),
                new ThreadsConfig(2, 3, 4, 5, 6, 7, 8),
                new GantryConfig.Definitions(List.of(Path.of("/d1"), Path.of("/d2"))),
                new GantryConfig.Http("localhost", 0),
                new GantryConfig.Detectors(Path.of("/cache"), 2),
                new GantryConfig.Alerting("area"),
                new GantryConfig.Traffic(
                    Duration.ofSeconds(2),
                    List.of(
                        WindowSpan.tumbling(Duration.ofSeconds(20)),
                        new WindowSpan(Duration.ofMinutes(2), Duration.ofSeconds(10))),
                    Duration.ofMillis(500),
                    Duration.ofSeconds(3),
                    Duration.ofSeconds(6),
                    Duration.ofHours(1),
                    Duration.ofHours(2),
                    Duration.ofDays(1),
                    Duration.ofHours(12)),
                TrackerConfigTest.OTHERS,
                new AnomalyConfig(200, 20_000, 2_500.5, 30, 0.8),
                SignInsConfigTest.OTHERS));
  }

  @Test
  void shouldPreferEnvironmentToFile() throws IOException {
    Path file =
        write(
            """
            cluster:
              bootstrap_servers: file:1
              sasl: {password: from-file}
              kafka: {request.timeout.ms: 1, retries: 2}
            registry.urls: http://r
            roles: [vision]
            """);
    Path password = Files.writeString(dir.resolve("password"), "from-secret-file\n");

    GantryConfig config =
        ConfigLoader.load(
            file,
            Map.of(
                "GANTRY_CLUSTER_BOOTSTRAP_SERVERS", "env:1, env:2",
                "GANTRY_CLUSTER_SASL_PASSWORD_FILE", password.toString(),
                "GANTRY_CLUSTER_KAFKA_REQUEST_TIMEOUT_MS", "9",
                "GANTRY_HTTP_PORT", "",
                "GANTRY_HEAP", "1g",
                "PATH", "/bin"));

    assertThat(config.cluster().bootstrapServers()).containsExactly("env:1", "env:2");
    assertThat(config.cluster().sasl().password()).isEqualTo(secret("from-secret-file"));
    assertThat(config.cluster().kafka().byName())
        .isEqualTo(Map.of("request.timeout.ms", "9", "retries", "2"));
    assertThat(config.roles()).containsExactly(RoleName.VISION);
    assertThat(config.http().port()).isEqualTo(8080);
  }

  @Test
  void shouldNeverPrintSecrets() {
    Map<String, String> environment = new HashMap<>(LEAST);
    environment.put("GANTRY_CLUSTER_SASL_PASSWORD", "hunter2");
    environment.put("GANTRY_REGISTRY_PASSWORD", "hunter2");
    environment.put("GANTRY_REGISTRY_USERNAME", "me");
    environment.put("GANTRY_CLUSTER_KAFKA_SSL_KEYSTORE_KEY", "hunter2");

    assertThat(ConfigLoader.load(null, environment).toString())
        .doesNotContain("hunter2")
        .contains("***");
  }

  @Test
  void shouldReadAnyLocaleAlike() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("tr-TR"));
      Map<String, String> environment = new HashMap<>(LEAST);
      environment.put("GANTRY_ROLES", "vision,API");
      environment.put("GANTRY_TRAFFIC_IDLE", "3s");
      environment.put("GANTRY_CLUSTER_KAFKA_LINGER_MS", "1");

      GantryConfig config = ConfigLoader.load(null, environment);

      assertThat(config.roles()).containsExactly(RoleName.VISION, RoleName.API);
      assertThat(config.cluster().kafka().byName()).containsKey("linger.ms");
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void shouldHandOnSecurityToClients() {
    Map<String, String> environment = new HashMap<>(LEAST);
    environment.put("GANTRY_CLUSTER_SECURITY_PROTOCOL", "SASL_SSL");
    environment.put("GANTRY_CLUSTER_SASL_USERNAME", "me");
    environment.put("GANTRY_CLUSTER_SASL_PASSWORD", "a\"b\\c");
    environment.put("GANTRY_CLUSTER_TLS_TRUSTSTORE", "/ca.pem");
    environment.put("GANTRY_CLUSTER_TLS_TRUSTSTORE_TYPE", "pem");
    environment.put("GANTRY_CLUSTER_TLS_VERIFY_HOSTNAME", "false");
    environment.put("GANTRY_CLUSTER_KAFKA_REQUEST_TIMEOUT_MS", "9");

    assertThat(ConfigLoader.load(null, environment).cluster().clientProperties())
        .isEqualTo(
            Map.of(
                "bootstrap.servers", "kafka:9092",
                "security.protocol", "SASL_SSL",
                "sasl.mechanism", "SCRAM-SHA-512",
                "sasl.jaas.config",
                    "org.apache.kafka.common.security.scram.ScramLoginModule required"
                        + " username=\"me\" password=\"a\\\"b\\\\c\";",
                "ssl.truststore.location", "/ca.pem",
                "ssl.truststore.type", "PEM",
                "ssl.endpoint.identification.algorithm", "",
                "request.timeout.ms", "9"));
  }

  @Test
  void shouldGiveEveryKeyItsOwnVariable() {
    List<Key> keys = Key.of(GantryConfig.class);

    assertThat(keys.stream().map(Key::variable)).doesNotHaveDuplicates();
    assertThat(keys.stream().map(Key::variable))
        .contains("GANTRY_CLUSTER_BOOTSTRAP_SERVERS", "GANTRY_STATE_DIR");
  }

  private Path write(String yaml) throws IOException {
    return Files.writeString(dir.resolve("gantry.yaml"), yaml);
  }

  private static Optional<Secret> secret(String text) {
    return Optional.of(new Secret(text));
  }
}
