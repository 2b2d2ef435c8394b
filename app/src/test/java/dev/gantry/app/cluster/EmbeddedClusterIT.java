package dev.gantry.app.cluster;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedClusterIT {
  private static final Duration LONG = Duration.ofSeconds(30);

  @TempDir Path dir;

  @Test
  void shouldDeleteItsDataWhenTemporary() {
    // given
    EmbeddedClusterSettings settings = EmbeddedClusterSettings.temporary();
    EmbeddedCluster cluster = EmbeddedCluster.start(settings);
    assertThat(cluster.directory()).isDirectory();

    // when
    cluster.close();
    cluster.close();

    // then
    assertThat(settings.dataDir()).doesNotExist();
  }

  @Test
  void shouldKeepIdTopicsAndRecordsWhenRestarted() throws Exception {
    // given
    EmbeddedClusterSettings settings =
        EmbeddedClusterSettings.keptIn(dir.resolve("cluster")).withPartitions(3);
    String clusterId;
    String bootstrap;
    try (EmbeddedCluster cluster = EmbeddedCluster.start(settings)) {
      clusterId = cluster.clusterId();
      bootstrap = cluster.bootstrapServers();
      createTopic(cluster, "kept");
      produce(cluster, "kept", "value");
    }

    // when
    try (EmbeddedCluster cluster = EmbeddedCluster.start(settings)) {

      // then
      assertThat(cluster.clusterId()).isEqualTo(clusterId);
      assertThat(cluster.bootstrapServers()).isEqualTo(bootstrap).startsWith("127.0.0.1:");
      assertThat(describe(cluster, "kept").partitions()).hasSize(3);
      assertThat(consume(cluster, "kept")).containsExactly("value");
    }
  }

  @Test
  void shouldTakeOtherPortsWhenItsOwnAreTaken() throws Exception {
    // given
    EmbeddedClusterSettings settings = EmbeddedClusterSettings.keptIn(dir.resolve("cluster"));
    EmbeddedCluster first = EmbeddedCluster.start(settings);
    createTopic(first, "kept");
    first.close();
    String[] address = first.bootstrapServers().split(":", 2);
    int registryPort = URI.create(first.registryUrl()).getPort();

    // when
    try (ServerSocket client = bind(Integer.parseInt(address[1]));
        ServerSocket registry = bind(registryPort);
        EmbeddedCluster second = EmbeddedCluster.start(settings)) {

      // then
      assertThat(second.bootstrapServers()).isNotEqualTo(address[0] + ":" + client.getLocalPort());
      assertThat(URI.create(second.registryUrl()).getPort()).isNotEqualTo(registry.getLocalPort());
      produce(second, "kept", "value");
      assertThat(consume(second, "kept")).containsExactly("value");
    }
  }

  private static ServerSocket bind(int port) throws IOException {
    return new ServerSocket(port, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
  }

  @Test
  void shouldRecoverWhatWasCommittedWhenKilled() throws Exception {
    // given
    Path data = dir.resolve("killed");
    EmbeddedClusterSettings settings = EmbeddedClusterSettings.keptIn(data);
    Process child = run(ClusterToKill.class, data);
    try (BufferedReader out = child.inputReader(StandardCharsets.UTF_8)) {
      assertThat(out.readLine()).isEqualTo("ready");
      assertThatThrownBy(() -> EmbeddedCluster.start(settings))
          .isInstanceOf(EmbeddedClusterException.class)
          .hasMessageContaining("in use")
          .hasMessageContaining("process " + child.pid());
    } finally {
      child.destroyForcibly().waitFor();
    }

    // when
    try (EmbeddedCluster cluster = EmbeddedCluster.start(settings)) {
      produce(cluster, ClusterToKill.TOPIC, "after");

      // then
      List<String> values = consume(cluster, ClusterToKill.TOPIC);
      assertThat(values).hasSize(ClusterToKill.COMMITTED + 1).doesNotContain("open");
      assertThat(values).startsWith("committed-0").endsWith("after");
    }
  }

  @Test
  void shouldLeaveNothingBehindWhenItIsInterruptedWhileStarting() throws Exception {
    // given
    Path data = dir.resolve("late");

    // when
    Process child = run(ClusterStartedTooLate.class, data);

    // then
    try (BufferedReader out = child.inputReader(StandardCharsets.UTF_8)) {
      assertThat(out.readLine()).isEqualTo("refused");
      assertThat(child.waitFor()).isZero();
    }
    assertThat(data).doesNotExist();
  }

  @Test
  void shouldSayWhyAndLeaveNothingBehindWhenKafkaHaltsTheProcess() throws Exception {
    // given
    Path data = dir.resolve("full");

    // when
    Process child = run(HaltedProcess.class, data);

    // then
    try (BufferedReader out = child.inputReader(StandardCharsets.UTF_8)) {
      assertThat(out.readLine())
          .contains("Kafka can't go on in " + data)
          .containsPattern("where \\d+ MiB are free");
      assertThat(child.waitFor()).isEqualTo(1);
    }
    assertThat(data).doesNotExist();
  }

  private static Process run(Class<?> main, Path data) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            main.getName(),
            data.toString())
        .redirectErrorStream(true)
        .start();
  }

  private static void createTopic(EmbeddedCluster cluster, String name) throws Exception {
    try (Admin admin = admin(cluster)) {
      admin.createTopics(List.of(new NewTopic(name, -1, (short) -1))).all().get();
    }
  }

  private static TopicDescription describe(EmbeddedCluster cluster, String name) throws Exception {
    try (Admin admin = admin(cluster)) {
      return requireNonNull(admin.describeTopics(List.of(name)).topicNameValues().get(name)).get();
    }
  }

  private static long end(EmbeddedCluster cluster, TopicPartition partition) throws Exception {
    try (Admin admin = admin(cluster)) {
      return admin
          .listOffsets(Map.of(partition, OffsetSpec.latest()))
          .partitionResult(partition)
          .get()
          .offset();
    }
  }

  private static Admin admin(EmbeddedCluster cluster) {
    return Admin.create(Map.of("bootstrap.servers", cluster.bootstrapServers()));
  }

  private static void produce(EmbeddedCluster cluster, String topic, String value)
      throws Exception {
    Map<String, Object> config = Map.of("bootstrap.servers", cluster.bootstrapServers());
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(config, new StringSerializer(), new StringSerializer())) {
      producer.send(new ProducerRecord<>(topic, 0, "key", value)).get();
    }
  }

  /** Reads committed records up to the end, waiting for open transactions to be aborted. */
  private static List<String> consume(EmbeddedCluster cluster, String topic) throws Exception {
    Map<String, Object> config =
        Map.of(
            "bootstrap.servers", cluster.bootstrapServers(),
            "isolation.level", "read_committed",
            "auto.offset.reset", "earliest");
    List<String> values = new ArrayList<>();
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
      TopicPartition partition = new TopicPartition(topic, 0);
      consumer.assign(List.of(partition));
      long end = end(cluster, partition);
      long deadline = System.nanoTime() + LONG.toNanos();
      while (consumer.position(partition) < end && System.nanoTime() < deadline) {
        for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(100))) {
          values.add(record.value());
        }
      }
    }
    return values;
  }
}
