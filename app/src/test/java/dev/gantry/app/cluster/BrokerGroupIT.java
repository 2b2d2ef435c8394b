package dev.gantry.app.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokerGroupIT {

  private static final Duration LONG = Duration.ofSeconds(90);
  private static final String TOPIC = "kept";
  private static final int RECORDS = 20;

  @TempDir Path dir;

  @Test
  void shouldKeepEveryAcknowledgedRecordWhileOneBrokerAfterAnotherIsKilled() throws Exception {
    try (BrokerGroup group = BrokerGroup.start(BrokerGroupSettings.three(dir), LONG);
        Admin admin = Admin.create(Map.of("bootstrap.servers", group.bootstrapServers()));
        KafkaProducer<String, String> producer = producer(group)) {
      // given
      admin
          .createTopics(List.of(new NewTopic(TOPIC, Optional.of(1), Optional.empty())))
          .all()
          .get();

      // when
      List<String> acknowledged = new ArrayList<>();
      for (BrokerNode node : group.nodes().subList(0, 2)) {
        node.kill();
        assertThat(node.isAlive()).isFalse();
        acknowledged.addAll(send(producer, "while " + node.id() + " is down"));
        node.start();
        group.awaitWhole(LONG);
      }

      // then
      assertThat(consume(group)).containsExactlyElementsOf(acknowledged);
      assertThat(copies(admin)).isEqualTo(3);
    }
  }

  private static KafkaProducer<String, String> producer(BrokerGroup group) {
    return new KafkaProducer<>(
        Map.of("bootstrap.servers", group.bootstrapServers(), "acks", "all"),
        new StringSerializer(),
        new StringSerializer());
  }

  private static List<String> send(KafkaProducer<String, String> producer, String what)
      throws Exception {
    List<String> values = IntStream.range(0, RECORDS).mapToObj(n -> what + " " + n).toList();
    List<Future<?>> sent = new ArrayList<>();
    values.forEach(value -> sent.add(producer.send(new ProducerRecord<>(TOPIC, value))));
    for (Future<?> each : sent) {
      each.get(LONG.toSeconds(), TimeUnit.SECONDS);
    }
    return values;
  }

  private static int copies(Admin admin) throws Exception {
    return admin.describeTopics(List.of(TOPIC)).allTopicNames().get().values().stream()
        .flatMap(topic -> topic.partitions().stream())
        .mapToInt(partition -> partition.isr().size())
        .sum();
  }

  private static List<String> consume(BrokerGroup group) {
    List<String> values = new ArrayList<>();
    TopicPartition partition = new TopicPartition(TOPIC, 0);
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", group.bootstrapServers()),
            new StringDeserializer(),
            new StringDeserializer())) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
      while (consumer.position(partition) < end) {
        consumer.poll(Duration.ofMillis(200)).forEach(found -> values.add(found.value()));
      }
    }
    return values;
  }
}
