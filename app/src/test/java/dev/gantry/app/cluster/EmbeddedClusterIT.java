package dev.gantry.app.cluster;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
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
    try (EmbeddedCluster cluster = EmbeddedCluster.start(settings)) {
      clusterId = cluster.clusterId();
      createTopic(cluster, "kept");
      produce(cluster, "kept", "value");
    }

    // when
    try (EmbeddedCluster cluster = EmbeddedCluster.start(settings)) {

      // then
      assertThat(cluster.clusterId()).isEqualTo(clusterId);
      assertThat(cluster.bootstrapServers()).startsWith("127.0.0.1:");
      assertThat(describe(cluster, "kept").partitions()).hasSize(3);
      assertThat(consume(cluster, "kept")).containsExactly("value");
    }
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

  private static List<String> consume(EmbeddedCluster cluster, String topic) {
    Map<String, Object> config =
        Map.of("bootstrap.servers", cluster.bootstrapServers(), "auto.offset.reset", "earliest");
    List<String> values = new ArrayList<>();
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
      TopicPartition partition = new TopicPartition(topic, 0);
      consumer.assign(List.of(partition));
      long end = requireNonNull(consumer.endOffsets(List.of(partition)).get(partition));
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
