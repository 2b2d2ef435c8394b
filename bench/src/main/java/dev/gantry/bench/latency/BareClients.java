package dev.gantry.bench.latency;

import dev.gantry.app.process.ProcessSettings;
import dev.gantry.topologies.port.RoleCounters;
import dev.gantry.topologies.processor.CommitPace;
import dev.gantry.topologies.runtime.Role;
import dev.gantry.topologies.runtime.RuntimeSettings;
import dev.gantry.topologies.runtime.StreamsProperties;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.RangeAssignor;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;

/** The clients of a bare loop, with the settings that TRACKING gives to its own. */
final class BareClients {

  private static final String NAME = "bare-loop";

  private final StreamsConfig ofTracking;

  BareClients(ProcessSettings settings) {
    Map<String, String> client =
        settings.client().entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, each -> String.valueOf(each.getValue())));
    RuntimeSettings runtime =
        new RuntimeSettings(
            String.valueOf(settings.client().get(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG)),
            client,
            settings.stateDir(),
            NAME,
            settings.topicsPrefix(),
            Map.of());
    ofTracking =
        new StreamsConfig(
            StreamsProperties.of(Role.TRACKING, runtime, "dead-letters", new RoleCounters()));
  }

  /** How long TRACKING waits for records before it looks whether to commit. */
  Duration poll() {
    return Duration.ofMillis(ofTracking.getLong(StreamsConfig.POLL_MS_CONFIG));
  }

  /** How long TRACKING lets results of records that are on time wait for their commit. */
  Duration commitInterval() {
    Object usualMs = ofTracking.originals().get(CommitPace.USUAL_MS);
    return Duration.ofMillis(Long.parseLong(String.valueOf(usualMs)));
  }

  KafkaConsumer<byte[], byte[]> consumer() {
    Map<String, Object> config = ofTracking.getMainConsumerConfigs(NAME, NAME, 0);
    // That of Kafka Streams works within Kafka Streams only.
    config.put(
        ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
        List.of(RangeAssignor.class.getName()));
    return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  KafkaProducer<byte[], byte[]> producer() {
    Map<String, Object> config = ofTracking.getProducerConfigs(NAME);
    config.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, NAME);
    return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
  }
}
