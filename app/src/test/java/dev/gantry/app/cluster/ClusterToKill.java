package dev.gantry.app.cluster;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Run as a process of its own, to be killed: a cluster with a committed transaction and an open
 * one.
 */
final class ClusterToKill {
  static final String TOPIC = "survivors";
  static final int COMMITTED = 1000;

  private ClusterToKill() {}

  public static void main(String[] args) throws Exception {
    EmbeddedCluster cluster =
        EmbeddedCluster.start(EmbeddedClusterSettings.keptIn(Path.of(args[0])));
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", cluster.bootstrapServers()))) {
      admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1))).all().get();
    }
    KafkaProducer<String, String> producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                cluster.bootstrapServers(),
                "transactional.id",
                "writer",
                "transaction.timeout.ms",
                2000),
            new StringSerializer(),
            new StringSerializer());
    producer.initTransactions();
    producer.beginTransaction();
    for (int i = 0; i < COMMITTED; i++) {
      var unused = producer.send(new ProducerRecord<>(TOPIC, "key", "committed-" + i));
    }
    producer.commitTransaction();
    producer.beginTransaction();
    producer.send(new ProducerRecord<>(TOPIC, "key", "open")).get();
    System.out.println("ready");
    Thread.sleep(Long.MAX_VALUE);
  }
}
