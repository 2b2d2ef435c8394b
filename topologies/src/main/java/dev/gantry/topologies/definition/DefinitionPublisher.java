package dev.gantry.topologies.definition;

import dev.gantry.domain.time.Micros;
import dev.gantry.schemas.records.Definition;
import dev.gantry.schemas.registry.SchemaRegistry;
import dev.gantry.schemas.serde.MalformedRecordException;
import dev.gantry.schemas.topic.Topic;
import dev.gantry.schemas.topic.TopicCatalogue;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes definitions as new versions, all of a call or none.
 *
 * <p>Versions are assigned by reading the topics to their end inside a transaction whose id all
 * publishers share: to begin one fences every other publisher, so that no two can write the same
 * version. Not thread-safe.
 */
public final class DefinitionPublisher {

  private static final String TRANSACTIONAL_ID = "gantry-definitions";
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final Logger LOG = LoggerFactory.getLogger(DefinitionPublisher.class);

  private final Map<String, Object> client;
  private final TopicCatalogue topics;
  private final SchemaRegistry registry;
  private final DefinitionParser parser;
  private final Clock clock;

  /**
   * A publisher for one cluster.
   *
   * @param client how to reach the cluster: bootstrap servers and security
   * @param topics topics
   * @param registry where schemas are registered
   * @param parser checks what was published before
   * @param clock tells when a version is published
   */
  public DefinitionPublisher(
      Map<String, Object> client,
      TopicCatalogue topics,
      SchemaRegistry registry,
      DefinitionParser parser,
      Clock clock) {
    this.client = Map.copyOf(client);
    this.topics = topics;
    this.registry = registry;
    this.parser = parser;
    this.clock = clock;
  }

  /**
   * Who changes definitions, and why.
   *
   * @param author who
   * @param reason why, in words
   * @param effectiveFrom event time from which new versions apply; absent for now, and of first
   *     versions for all times
   * @param retroactive whether that may lie in the past: what was decided by then stays as it was,
   *     so this is for recordings that are yet to be read
   */
  public record Change(
      String author, String reason, Optional<Instant> effectiveFrom, boolean retroactive) {

    /** A change that applies from now on. */
    public static Change now(String author, String reason) {
      return new Change(author, reason, Optional.empty(), false);
    }
  }

  /**
   * What became of one definition.
   *
   * @param kind its kind
   * @param id its id
   * @param version the version now newest
   * @param changed false when that version says the same already
   * @param ended whether it ends with that version
   */
  public record Published(
      DefinitionKind kind, String id, int version, boolean changed, boolean ended) {}

  /**
   * Publishes definitions that differ from the newest version.
   *
   * @return what became of each, in order
   * @throws IllegalArgumentException when {@code effectiveFrom} lies in the past, unless it may, or
   *     before the newest version's
   * @throws DefinitionException when they name what neither they nor the newest versions define
   * @throws KafkaException when they could not be written; then none was
   */
  public List<Published> publish(List<ParsedDefinition> definitions, Change change) {
    return publishOnly(definitions, Set.of(), change);
  }

  /**
   * As {@link #publish}, and ends all other definitions of some kinds.
   *
   * @param kinds the kinds of which only the given ones stay
   * @return what became of each, in order, and then of those that end
   * @throws DefinitionException also when something that stays names one that ends
   */
  public List<Published> publishOnly(
      List<ParsedDefinition> definitions, Set<DefinitionKind> kinds, Change change) {
    return write(view -> plan(view, definitions, kinds, change));
  }

  /**
   * What {@link #publishOnly} would do; nothing is written.
   *
   * @throws IllegalArgumentException as there
   * @throws DefinitionException as there
   */
  public List<Published> plan(
      List<ParsedDefinition> definitions, Set<DefinitionKind> kinds, Change change) {
    return plan(read(), definitions, kinds, change).published();
  }

  private VersionPlan plan(
      DefinitionsView view,
      List<ParsedDefinition> definitions,
      Set<DefinitionKind> kinds,
      Change change) {
    Set<DefinitionName> ended = view.others(definitions, kinds);
    requireDefined(DefinedNames.undefined(definitions, ended, view.newest()));
    VersionPlan plan = new VersionPlan(view, change, nowUs());
    definitions.forEach(plan::add);
    ended.forEach(plan::delete);
    return plan;
  }

  private static void requireDefined(List<Problem> undefined) {
    if (!undefined.isEmpty()) {
      throw new DefinitionException(undefined);
    }
  }

  /**
   * Ends definitions, each with a version that has no content.
   *
   * @return what became of each, in order
   * @throws NoSuchElementException when one does not exist
   * @throws IllegalArgumentException as for {@link #publish}
   * @throws DefinitionException when others name one of them
   * @throws KafkaException when they could not be written; then none was
   */
  public List<Published> delete(Collection<DefinitionName> names, Change change) {
    return write(view -> deletion(view, names, change));
  }

  /**
   * What {@link #delete} would do; nothing is written.
   *
   * @throws NoSuchElementException as there
   * @throws IllegalArgumentException as there
   * @throws DefinitionException as there
   */
  public List<Published> planDeletion(Collection<DefinitionName> names, Change change) {
    return deletion(read(), names, change).published();
  }

  private VersionPlan deletion(
      DefinitionsView view, Collection<DefinitionName> names, Change change) {
    Set<DefinitionName> ended = new LinkedHashSet<>(names);
    VersionPlan plan = new VersionPlan(view, change, nowUs());
    ended.forEach(plan::delete);
    requireDefined(DefinedNames.undefined(List.of(), ended, view.newest()));
    return plan;
  }

  private interface Planner {
    VersionPlan plan(DefinitionsView view);
  }

  private List<Published> write(Planner planner) {
    try (Producer<byte[], byte[]> producer = producer()) {
      producer.initTransactions();
      VersionPlan plan = planner.plan(read());
      if (plan.records().isEmpty()) {
        return plan.published();
      }
      producer.beginTransaction();
      try {
        for (VersionPlan.Planned planned : plan.records()) {
          // A send that failed makes the commit throw.
          Future<RecordMetadata> unused =
              producer.send(record(planned.kind().topic(topics), planned.record()));
        }
        producer.commitTransaction();
      } catch (KafkaException e) {
        producer.abortTransaction();
        throw e;
      }
      return plan.published();
    }
  }

  /**
   * Every version published so far.
   *
   * @throws KafkaException when they could not be read
   */
  public DefinitionsView read() {
    DefinitionsView view = new DefinitionsView(parser);
    DefinitionIntake intake = new DefinitionIntake(view, registry);
    Consumer<byte[], byte[]> consumer = DefinitionTopics.consumer(client);
    try (DefinitionTopics all = new DefinitionTopics(consumer, topics)) {
      all.readToEnd(
          TIMEOUT,
          record -> {
            try {
              intake.take(record);
            } catch (MalformedRecordException e) {
              LOG.debug("Left out, as by every reader: {}", e.getMessage());
            }
          });
    }
    return view;
  }

  private Producer<byte[], byte[]> producer() {
    Map<String, Object> config = new HashMap<>(client);
    config.put(
        ProducerConfig.TRANSACTIONAL_ID_CONFIG,
        topics.rules().name().replaceFirst("rules$", "") + TRANSACTIONAL_ID);
    config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
  }

  private static ProducerRecord<byte[], byte[]> record(Topic<Definition> topic, Definition value) {
    String key = value.getId() + "|" + value.getVersion();
    return new ProducerRecord<>(
        topic.name(),
        topic.keySerde().serializer().serialize(topic.name(), key),
        topic.valueSerde().serializer().serialize(topic.name(), value));
  }

  private long nowUs() {
    return Micros.of(clock.instant());
  }
}
