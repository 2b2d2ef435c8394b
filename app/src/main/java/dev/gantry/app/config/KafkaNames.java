package dev.gantry.app.config;

import dev.gantry.app.config.Section.Conflict;
import dev.gantry.topologies.runtime.StreamsProperties;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/** Judges the properties passed through to Kafka's clients: their names, and the pace. */
final class KafkaNames {
  /** What is decided elsewhere, and where; a value passed through would be ignored or do harm. */
  private static final Map<String, String> OWNED =
      Map.ofEntries(
          Map.entry("bootstrap.servers", "give cluster.bootstrap_servers"),
          Map.entry("security.protocol", "give cluster.security_protocol"),
          Map.entry("sasl.mechanism", "give cluster.sasl.mechanism"),
          Map.entry("sasl.jaas.config", "give cluster.sasl"),
          Map.entry("state.dir", "give state_dir"),
          Map.entry("group.instance.id", "give instance_id"),
          Map.entry("application.id", "it follows from topics.prefix and the role"),
          Map.entry("group.id", "it follows from topics.prefix and the role"),
          Map.entry("transactional.id", "it follows from topics.prefix and the role"),
          Map.entry("group.protocol", "routing of queries needs the classic one"),
          Map.entry("processing.guarantee", "each role needs the one it was built for"),
          Map.entry("isolation.level", "each reader needs the one it was built for"),
          Map.entry("enable.auto.commit", "offsets are committed with what they led to"),
          Map.entry("enable.idempotence", "order depends on it"),
          Map.entry("acks", "nothing may be lost"),
          Map.entry("partitioner.class", "keys are hashed by murmur2 everywhere"),
          Map.entry("key.serializer", "it follows from the topic"),
          Map.entry("value.serializer", "it follows from the topic"),
          Map.entry("key.deserializer", "it follows from the topic"),
          Map.entry("value.deserializer", "it follows from the topic"));

  private static final Set<String> KNOWN = known();

  /** A transaction that stays open for longer than the roles let it is ended by the broker. */
  private static final long LONGEST_COMMIT_MS =
      StreamsProperties.LONGEST_COMMIT_INTERVAL.toMillis();

  private KafkaNames() {}

  private static Set<String> known() {
    Set<String> names = new TreeSet<>(AdminClientConfig.configNames());
    names.addAll(ConsumerConfig.configNames());
    names.addAll(ProducerConfig.configNames());
    names.addAll(StreamsConfig.configDef().names());
    return names;
  }

  /** Refuses names that are decided elsewhere, those that look mistyped, and an impossible pace. */
  static void check(KafkaProperties properties, List<Conflict> conflicts) {
    checkCommitInterval(properties, conflicts);
    for (String name : properties.byName().keySet()) {
      String plain = name.replaceFirst("^(main\\.consumer|consumer|producer|admin)\\.", "");
      String owner = OWNED.get(plain);
      if (owner != null) {
        conflicts.add(new Conflict("kafka." + name, "expected to be left out: " + owner));
      } else if (!KNOWN.contains(plain)) {
        // A plug-in's own property is none of the known names, nor close to one.
        Optional<String> meant = Spelling.nearest(plain, KNOWN);
        meant.ifPresent(
            known ->
                conflicts.add(
                    new Conflict("kafka." + name, "unknown; did you mean kafka." + known + "?")));
      }
    }
  }

  private static void checkCommitInterval(KafkaProperties properties, List<Conflict> conflicts) {
    String given = properties.byName().get(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG);
    if (given != null && !isCommitInterval(given)) {
      conflicts.add(
          new Conflict(
              "kafka." + StreamsConfig.COMMIT_INTERVAL_MS_CONFIG,
              "expected milliseconds, 1 to %d, found %s".formatted(LONGEST_COMMIT_MS, given)));
    }
  }

  private static boolean isCommitInterval(String given) {
    try {
      long interval = Long.parseLong(given);
      return interval >= 1 && interval <= LONGEST_COMMIT_MS;
    } catch (NumberFormatException e) {
      return false;
    }
  }
}
