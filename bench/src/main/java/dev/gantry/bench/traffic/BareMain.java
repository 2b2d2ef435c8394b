package dev.gantry.bench.traffic;

import dev.gantry.app.jvm.Tether;
import dev.gantry.schemas.records.FrameDetections;
import dev.gantry.schemas.registry.RegistrySettings;
import dev.gantry.schemas.registry.RestSchemaRegistry;
import dev.gantry.schemas.serde.InputDecoder;
import dev.gantry.schemas.topic.Topic;
import dev.gantry.schemas.topic.TopicCatalogue;
import dev.gantry.schemas.topic.WholeTopics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * A consumer that decodes and checks all detections, as the entrance of TRACKING does, and does
 * nothing with them. Arguments: brokers, registry, file for the rate in frames a second.
 */
final class BareMain {

  private static final Duration POLL = Duration.ofMillis(100);

  private BareMain() {}

  public static void main(String[] arguments) throws IOException {
    Tether.toParent();
    try (RestSchemaRegistry registry = new RestSchemaRegistry(RegistrySettings.of(arguments[1]))) {
      Topic<FrameDetections> topic = new TopicCatalogue("", registry).vehicleDetections();
      InputDecoder<FrameDetections> decoder = new InputDecoder<>(topic.valueType(), registry);
      Map<String, Object> client = new HashMap<>();
      client.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, arguments[0]);
      client.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1_000);
      double rate = read(client, topic, decoder);
      Files.writeString(Path.of(arguments[2]), Double.toString(rate));
    }
  }

  private static double read(
      Map<String, Object> client,
      Topic<FrameDetections> topic,
      InputDecoder<FrameDetections> decoder) {
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions = WholeTopics.assign(consumer, List.of(topic.name()));
      long all = consumer.endOffsets(partitions).values().stream().mapToLong(end -> end).sum();
      long warm = (long) (all * Samples.WARM_UP);
      long read = 0;
      long warmAt = 0;
      long began = System.nanoTime();
      while (read < all) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          decoder.decode(topic.name(), record.key(), record.value());
          read++;
        }
        if (warmAt == 0 && read >= warm) {
          warmAt = read;
          began = System.nanoTime();
        }
      }
      return (read - warmAt) / ((System.nanoTime() - began) / 1e9);
    }
  }
}
