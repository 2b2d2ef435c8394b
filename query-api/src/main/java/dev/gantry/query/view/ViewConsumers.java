package dev.gantry.query.view;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Makes the consumers of views. */
@FunctionalInterface
public interface ViewConsumers {

  /**
   * A new consumer.
   *
   * @param view name of the view that will use it
   */
  Consumer<byte[], byte[]> create(String view);

  /**
   * Consumers of a cluster: read-committed, without a group, modest in memory.
   *
   * @param client how to reach the cluster, in Kafka's own keys: {@code bootstrap.servers},
   *     security
   */
  static ViewConsumers of(Map<String, Object> client) {
    return view -> {
      Map<String, Object> config = new HashMap<>(client);
      config.put(ConsumerConfig.CLIENT_ID_CONFIG, "gantry-api-" + view);
      config.remove(ConsumerConfig.GROUP_ID_CONFIG);
      config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
      config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
      config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
      // only used when retention has passed the position
      config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
      config.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 4 << 20);
      config.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 1 << 20);
      return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    };
  }
}
