package dev.gantry.app.deadletter;

import dev.gantry.app.CommandFailedException;
import dev.gantry.app.config.Connection;
import dev.gantry.schemas.topic.DeadLetterHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/**
 * Writes dead letters back, each with its mark in one transaction.
 *
 * <p>There is one transactional id for all replays of an installation: a second replay that starts
 * meanwhile ends the first, and sees all marks the first has committed.
 */
final class Replayer implements AutoCloseable {
  /** Frames may be in there; a transaction this large still ends within its time. */
  private static final long BATCH_BYTES = 4 << 20;

  private static final int LARGEST_RECORD = 16 << 20;

  private final String deadLetters;
  private final KafkaProducer<byte[], byte[]> producer;
  private final boolean dry;
  private final Map<String, Integer> partitionCounts = new HashMap<>();
  private final List<Future<RecordMetadata>> sent = new ArrayList<>();
  private long bytes;

  /** What became of one dead letter, in words that follow its name. */
  record Outcome(boolean done, String words) {}

  private Replayer(Connection connection, boolean dry) {
    this.dry = dry;
    this.deadLetters = connection.prefix() + DeadLetterReader.BASE_NAME;
    Map<String, Object> config = new HashMap<>(connection.client());
    config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 15_000);
    config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, LARGEST_RECORD);
    if (!dry) {
      config.put(
          ProducerConfig.TRANSACTIONAL_ID_CONFIG, connection.prefix() + "gantry-dead-letters");
    }
    this.producer =
        new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** A replayer that writes; any other one still running can no longer. */
  static Replayer open(Connection connection) {
    Replayer replayer = new Replayer(connection, false);
    try {
      replayer.producer.initTransactions();
      return replayer;
    } catch (KafkaException e) {
      replayer.close();
      throw new CommandFailedException(
          "cannot write at " + connection.bootstrap() + ": " + e.getMessage(), e);
    }
  }

  /** A replayer that only says what it would do. */
  static Replayer dry(Connection connection) {
    return new Replayer(connection, true);
  }

  Outcome replay(DeadLetter letter) {
    String topic = letter.source().topic();
    int count = partitions(topic);
    if (count == 0) {
      return new Outcome(false, "cannot go back: there is no topic " + topic);
    }
    Optional<String> hindrance = letter.hindrance();
    if (hindrance.isPresent()) {
      return new Outcome(false, "cannot go back: " + hindrance.get());
    }
    byte[] key = letter.key();
    int partition = key == null ? letter.source().partition() % count : partitionOf(key, count);
    if (!dry) {
      write(letter, topic, partition, key);
    }
    return new Outcome(true, (dry ? "would go to " : "went to ") + topic + "/" + partition);
  }

  private void write(DeadLetter letter, String topic, int partition, byte @Nullable [] key) {
    byte[] value = letter.value();
    String now = Instant.now().toString();
    if (sent.isEmpty()) {
      producer.beginTransaction();
    }
    sent.add(producer.send(marked(topic, partition, key, value, letter, now)));
    sent.add(producer.send(marked(deadLetters, null, key, null, letter, now)));
    bytes += value == null ? 0 : value.length;
    if (bytes >= BATCH_BYTES) {
      flush();
    }
  }

  private static ProducerRecord<byte[], byte[]> marked(
      String topic,
      @Nullable Integer partition,
      byte @Nullable [] key,
      byte @Nullable [] value,
      DeadLetter letter,
      String now) {
    ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, partition, key, value);
    record
        .headers()
        .add(
            DeadLetterHeaders.REPLAY_OF,
            letter.source().toString().getBytes(StandardCharsets.UTF_8))
        .add(DeadLetterHeaders.REPLAYED_AT, now.getBytes(StandardCharsets.UTF_8));
    return record;
  }

  /** Commits what was written since the last time. */
  void flush() {
    if (sent.isEmpty()) {
      return;
    }
    try {
      producer.commitTransaction();
      for (Future<RecordMetadata> each : sent) {
        each.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailedException("interrupted; run the same replay again", e);
    } catch (ExecutionException | KafkaException e) {
      throw new CommandFailedException(
          "the last records were not replayed: "
              + e.getMessage()
              + "; run the same replay again, what was done is not done twice",
          e);
    }
    sent.clear();
    bytes = 0;
  }

  private int partitions(String topic) {
    return partitionCounts.computeIfAbsent(
        topic,
        name -> {
          try {
            return producer.partitionsFor(name).size();
          } catch (KafkaException e) {
            return 0;
          }
        });
  }

  /** Where every producer of Gantry, and of Java, puts a key. */
  static int partitionOf(byte[] key, int count) {
    return Utils.toPositive(Utils.murmur2(key)) % count;
  }

  @Override
  public void close() {
    producer.close();
  }
}
