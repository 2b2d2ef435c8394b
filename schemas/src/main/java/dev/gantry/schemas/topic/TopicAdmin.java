package dev.gantry.schemas.topic;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Brings the topics of a cluster in line with the catalogue, or says why they are not. */
public final class TopicAdmin {

  private static final Duration VISIBLE_WITHIN = Duration.ofSeconds(30);

  private TopicAdmin() {}

  /**
   * Creates the topics that are missing and checks the others. What must agree is what the
   * application relies on: partitions, cleanup, the broker's timestamps, room for the largest
   * record and, for logs that are kept, retention. Retention of other topics, segments and
   * compression are the operator's to change.
   *
   * @param admin client of the cluster; left open
   * @param topics topics to have
   * @param partitionsOverride partitions of every topic that has more than one in the catalogue;
   *     empty for the catalogue's own numbers
   * @throws TopicMismatchException naming every difference and how to mend it
   * @throws KafkaException when the cluster cannot be asked or refuses
   */
  public static void ensure(
      Admin admin, List<? extends Topic<?>> topics, OptionalInt partitionsOverride) {
    Map<String, Expected> expected = new TreeMap<>();
    for (Topic<?> topic : topics) {
      expected.put(topic.name(), expected(topic, partitionsOverride));
    }
    Set<String> existing = await("list the topics", admin.listTopics().names());
    create(admin, expected.values().stream().filter(t -> !existing.contains(t.name)).toList());
    List<String> mismatches = mismatches(admin, List.copyOf(expected.values()));
    if (!mismatches.isEmpty()) {
      throw new TopicMismatchException(mismatches);
    }
  }

  /**
   * How the topics that exist differ from what {@link #ensure} demands; nothing is created.
   *
   * @param admin client of the cluster; left open
   * @param topics topics to look at
   * @param partitionsOverride as for {@link #ensure}
   * @return one entry a difference: topic, what was expected and found, how to mend it
   * @throws KafkaException when the cluster cannot be asked
   */
  public static List<String> differences(
      Admin admin, List<? extends Topic<?>> topics, OptionalInt partitionsOverride) {
    Set<String> existing = await("list the topics", admin.listTopics().names());
    return mismatches(
        admin,
        topics.stream()
            .filter(topic -> existing.contains(topic.name()))
            .map(topic -> expected(topic, partitionsOverride))
            .toList());
  }

  /** Partitions of a topic, given a cluster's override. */
  public static int partitions(Topic<?> topic, OptionalInt partitionsOverride) {
    int stated = topic.settings().partitions();
    return stated == 1 ? 1 : partitionsOverride.orElse(stated);
  }

  private static Expected expected(Topic<?> topic, OptionalInt partitionsOverride) {
    return new Expected(topic.name(), partitions(topic, partitionsOverride), topic.settings());
  }

  private static void create(Admin admin, List<Expected> missing) {
    List<NewTopic> created =
        missing.stream()
            .map(
                topic ->
                    // The replication factor is the cluster's own default.
                    new NewTopic(topic.name, Optional.of(topic.partitions), Optional.empty())
                        .configs(topic.settings.toConfig()))
            .toList();
    Map<String, KafkaFuture<Void>> results = admin.createTopics(created).values();
    for (Expected topic : missing) {
      try {
        await("create topic " + topic.name, Objects.requireNonNull(results.get(topic.name)));
      } catch (KafkaException e) {
        // Another instance may have been faster; what it created is checked like the others.
        if (!(e.getCause() instanceof TopicExistsException)) {
          throw e;
        }
      }
    }
  }

  private static List<String> mismatches(Admin admin, List<Expected> topics) {
    Collection<String> names = topics.stream().map(Expected::name).toList();
    List<ConfigResource> resources =
        names.stream().map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name)).toList();
    Map<String, TopicDescription> descriptions =
        awaitVisible("describe the topics", () -> admin.describeTopics(names).allTopicNames());
    Map<ConfigResource, Config> configs =
        awaitVisible(
            "read the topics' configuration", () -> admin.describeConfigs(resources).all());
    List<String> found = new ArrayList<>();
    for (Expected topic : topics) {
      TopicDescription description = descriptions.get(topic.name);
      if (description != null) {
        topic.comparePartitions(description.partitions().size(), found);
      }
      Config config = configs.get(new ConfigResource(ConfigResource.Type.TOPIC, topic.name));
      if (config != null) {
        topic.compareConfig(config, found);
      }
    }
    return found;
  }

  /**
   * Asks until the broker knows the topics: the controller has created them before the brokers have
   * heard of them, and whoever starts to read in between finds none.
   */
  private static <T> T awaitVisible(String what, Supplier<KafkaFuture<T>> request) {
    long deadline = System.nanoTime() + VISIBLE_WITHIN.toNanos();
    while (true) {
      try {
        return await(what, request.get());
      } catch (KafkaException e) {
        if (!(e.getCause() instanceof UnknownTopicOrPartitionException)
            || System.nanoTime() - deadline > 0) {
          throw e;
        }
        pause(what);
      }
    }
  }

  private static void pause(String what) {
    try {
      Thread.sleep(50);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("interrupted while trying to " + what, e);
    }
  }

  private static <T> T await(String what, KafkaFuture<T> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new KafkaException("cannot " + what + ": " + cause.getMessage(), cause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("interrupted while trying to " + what, e);
    }
  }

  /** A topic as the cluster should have it. */
  private record Expected(String name, int partitions, TopicSettings settings) {

    void comparePartitions(int actual, List<String> found) {
      if (actual != partitions) {
        found.add(
            name
                + ": expected "
                + partitions
                + " partitions, found "
                + actual
                + ". Keys would change their partition, so do not alter the number: set"
                + " topics.partitions to the number in use, choose another topics.prefix, or delete"
                + " the topic (its records are lost) and start again");
      }
    }

    void compareConfig(Config config, List<String> found) {
      Map<String, String> wanted = settings.toConfig();
      same(config, TopicConfig.CLEANUP_POLICY_CONFIG, wanted, found);
      same(config, TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, wanted, found);
      if (settings.cleanup() == Cleanup.KEEP) {
        same(config, TopicConfig.RETENTION_MS_CONFIG, wanted, found);
      }
      String room = valueOf(config, TopicConfig.MAX_MESSAGE_BYTES_CONFIG);
      if (Long.parseLong(room) < settings.maxMessageBytes()) {
        mismatch(
            TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
            Integer.toString(settings.maxMessageBytes()) + " or more",
            room,
            found);
      }
    }

    private void same(Config config, String key, Map<String, String> wanted, List<String> found) {
      String expected = String.valueOf(wanted.get(key));
      String actual = valueOf(config, key);
      if (!expected.equals(actual)) {
        mismatch(key, expected, actual, found);
      }
    }

    private void mismatch(String key, String expected, String actual, List<String> found) {
      found.add(
          name
              + ": expected "
              + key
              + "="
              + expected
              + ", found "
              + actual
              + ". Mend with: kafka-configs.sh --alter --entity-type topics --entity-name "
              + name
              + " --add-config "
              + key
              + "="
              + expected.replace(" or more", ""));
    }

    private static String valueOf(Config config, String key) {
      return config.get(key) == null ? "0" : String.valueOf(config.get(key).value());
    }
  }
}
