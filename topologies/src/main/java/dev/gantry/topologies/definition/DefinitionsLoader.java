package dev.gantry.topologies.definition;

import dev.gantry.schemas.registry.SchemaRegistry;
import dev.gantry.schemas.serde.MalformedRecordException;
import dev.gantry.schemas.topic.DeadLetterHeaders;
import dev.gantry.schemas.topic.DeadLetterRecord;
import dev.gantry.schemas.topic.TopicCatalogue;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a {@link DefinitionsView} in step with the definitions' topics: everything published so far
 * before {@link #start} returns, then whatever comes, on a thread of its own.
 *
 * <p>A record that is refused goes to the dead letters with its cause. Since each start reads the
 * topics from the beginning, a refused record that still lies there is set aside again. The log
 * tells of those read together in one line.
 */
public final class DefinitionsLoader implements AutoCloseable {

  /** Application that its dead letters name. */
  public static final String APPLICATION = "gantry-definitions";

  private static final Duration LOAD_TIMEOUT = Duration.ofSeconds(30);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);

  /** Room for the largest definition, and the headers that say why it was refused. */
  private static final int LARGEST_DEAD_LETTER = 2 * 1024 * 1024;

  private static final Logger LOG = LoggerFactory.getLogger(DefinitionsLoader.class);

  private final DefinitionTopics topics;
  private final DefinitionIntake intake;
  private final Producer<byte[], byte[]> deadLetters;
  private final String deadLetterTopic;
  private final Refusals refusals = new Refusals();
  private final Thread tail = new Thread(this::tail, "definitions");
  private volatile boolean closing;
  private volatile Optional<Throwable> failure = Optional.empty();

  /**
   * A loader for one cluster; nothing is read before {@link #start}.
   *
   * @param client how to reach the cluster: bootstrap servers and security
   * @param catalogue topics
   * @param registry where schemas are looked up
   * @param view what is kept in step
   */
  public DefinitionsLoader(
      Map<String, Object> client,
      TopicCatalogue catalogue,
      SchemaRegistry registry,
      DefinitionsView view) {
    this(DefinitionTopics.consumer(client), producer(client), catalogue, registry, view);
  }

  DefinitionsLoader(
      Consumer<byte[], byte[]> consumer,
      Producer<byte[], byte[]> deadLetters,
      TopicCatalogue catalogue,
      SchemaRegistry registry,
      DefinitionsView view) {
    this.topics = new DefinitionTopics(consumer, catalogue);
    this.intake = new DefinitionIntake(view, registry);
    this.deadLetters = deadLetters;
    this.deadLetterTopic = catalogue.deadLetters().name();
    tail.setDaemon(true);
  }

  private static Producer<byte[], byte[]> producer(Map<String, Object> client) {
    Map<String, Object> config = new HashMap<>(client);
    config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, LARGEST_DEAD_LETTER);
    return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /**
   * Loads every version published so far, then goes on in the background.
   *
   * @throws org.apache.kafka.common.errors.TimeoutException when the end of the topics is not
   *     reached in time
   */
  public void start() {
    topics.readToEnd(LOAD_TIMEOUT, this::take);
    tellRefusals();
    tail.start();
  }

  /** What ended the background thread, other than {@link #close}; empty while all is well. */
  public Optional<Throwable> failure() {
    return failure;
  }

  private void tail() {
    try {
      while (!closing) {
        topics.poll(this::take);
        tellRefusals();
      }
    } catch (WakeupException e) {
      if (!closing) {
        throw e;
      }
    } catch (RuntimeException e) {
      failure = Optional.of(e);
      LOG.error("Definitions are no longer read: changes to them will not be seen", e);
    } finally {
      topics.close();
    }
  }

  private void take(ConsumerRecord<byte[], byte[]> record) {
    try {
      intake.take(record);
    } catch (MalformedRecordException e) {
      LOG.debug("Definition refused: {}", e.getMessage());
      refusals.add(String.valueOf(e.getMessage()));
      setAside(record, e);
    }
  }

  private void tellRefusals() {
    refusals.drain().ifPresent(told -> LOG.warn("{} (gantry dead-letters lists them)", told));
  }

  private void setAside(ConsumerRecord<byte[], byte[]> record, MalformedRecordException why) {
    var headers =
        DeadLetterHeaders.of(
            why.deadLetterCause(),
            String.valueOf(why.getMessage()),
            record.topic(),
            record.partition(),
            record.offset(),
            APPLICATION,
            Instant.now().toString());
    try {
      deadLetters
          .send(DeadLetterRecord.of(deadLetterTopic, record.key(), record.value(), headers))
          .get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a dead letter could not be written", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while writing a dead letter", e);
    }
  }

  @Override
  public void close() {
    closing = true;
    if (tail.isAlive()) {
      topics.wakeup();
      try {
        tail.join(CLOSE_TIMEOUT.toMillis());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    } else if (tail.getState() == Thread.State.NEW) {
      topics.close();
    }
    deadLetters.close(CLOSE_TIMEOUT);
  }
}
