package dev.gantry.topologies.processor;

import dev.gantry.schemas.serde.DeadLetterCause;
import dev.gantry.schemas.serde.InputDecoder;
import dev.gantry.schemas.serde.MalformedRecordException;
import dev.gantry.schemas.topic.DeadLetterHeaders;
import dev.gantry.schemas.topic.DeadLetterRecord;
import dev.gantry.schemas.topic.Topic;
import dev.gantry.topologies.port.TopologyContext;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * The entrance of every topology: bytes become records of their type for the next processor, or
 * dead letters for a sink.
 *
 * <p>A record is let in when it can be decoded, its key is the one that its value states, and it
 * lies on the partition that murmur2 of the key gives: state is kept by key, so a record elsewhere
 * would have a second owner. A value that states no key may lie anywhere. Headers are not let in. A
 * registry that can't be asked says nothing about a record, so that exception passes through.
 *
 * <p>Where a topic takes records without keys, one role writes these again, under the keys that
 * they state; all others leave them, and see them then.
 */
public final class DecodeInput<V extends SpecificRecordBase>
    extends ContextualProcessor<byte[], byte[], Object, Object> {

  /** Usual name of the sink for dead letters, keys and values as bytes. */
  public static final String DEAD_LETTERS = "dead-letters";

  private final Topic<V> topic;
  private final InputDecoder<V> decoder;
  private final TopologyContext from;
  private final String next;
  private final String deadLetters;
  private final Optional<String> keyed;
  private final IngestionTimes ingestionTimes;
  private long commitMs;

  /**
   * The key found on its partition last, and its text: steps of a frame's tracks follow each other.
   * All records of a task are of one partition.
   */
  private byte @Nullable [] admittedKey;

  private String admitted = "";

  private DecodeInput(
      Topic<V> topic,
      InputDecoder<V> decoder,
      TopologyContext from,
      String next,
      String deadLetters,
      Optional<String> keyed) {
    this.topic = topic;
    this.decoder = decoder;
    this.from = from;
    this.next = next;
    this.deadLetters = deadLetters;
    this.keyed = keyed;
    this.ingestionTimes = new IngestionTimes(topic.valueType());
  }

  /**
   * Makes entrances for the records of a topic.
   *
   * @param topic topic the source reads, as bytes
   * @param from gives registry, partition counts and counters
   * @param next name of the processor that takes the records, keys as text
   * @param deadLetters name of the sink for dead letters. A topology whose parts share nothing has
   *     one for each: a common one would tie the parts together, and with them their partitions
   */
  public static <V extends SpecificRecordBase> ProcessorSupplier<byte[], byte[], Object, Object> of(
      Topic<V> topic, TopologyContext from, String next, String deadLetters) {
    InputDecoder<V> decoder = new InputDecoder<>(topic.valueType(), from.registry());
    return () -> new DecodeInput<>(topic, decoder, from, next, deadLetters, Optional.empty());
  }

  /**
   * As above, for the role that writes records without a key again.
   *
   * @param keyed name of the sink of the topic itself, keys and values as bytes
   */
  public static <V extends SpecificRecordBase>
      ProcessorSupplier<byte[], byte[], Object, Object> keying(
          Topic<V> topic, TopologyContext from, String next, String deadLetters, String keyed) {
    InputDecoder<V> decoder = new InputDecoder<>(topic.valueType(), from.registry());
    return () -> new DecodeInput<>(topic, decoder, from, next, deadLetters, Optional.of(keyed));
  }

  @Override
  public void init(ProcessorContext<Object, Object> context) {
    super.init(context);
    commitMs = CommitPace.usualMs(context);
  }

  @Override
  public void process(Record<byte[], byte[]> raw) {
    CommitPace.ofThread().see(context(), raw.timestamp(), commitMs);
    from.counters().in();
    RecordMetadata source = context().recordMetadata().orElseThrow();
    Record<Object, Object> record;
    boolean toBeKeyed;
    try {
      requireAtMost("value", topic.settings().maxValueBytes(), raw.value());
      V value = decoder.decode(source.topic(), raw.key(), raw.value());
      requireAtMost("key", topic.settings().maxKeyBytes(), raw.key());
      ingestionTimes.complete(value, raw.timestamp());
      toBeKeyed = topic.isToBeKeyed(raw.key(), value);
      record = toBeKeyed ? keyed(raw, value) : admit(raw, value, source);
    } catch (MalformedRecordException e) {
      from.counters().dead();
      context().forward(deadLetter(raw, source, e), deadLetters);
      return;
    }
    if (toBeKeyed) {
      from.counters().skipped();
      keyed.ifPresent(sink -> context().forward(record, sink));
      return;
    }
    RawRecord.take(raw, source);
    try {
      context().forward(record, next);
    } finally {
      RawRecord.letGo();
    }
  }

  /** What comes of a record is written to topics that take no more than its own. */
  private void requireAtMost(String what, int most, byte @Nullable [] bytes) {
    if (bytes != null && bytes.length > most) {
      throw new MalformedRecordException(
          DeadLetterCause.TOO_LARGE,
          "%s: expected a %s of at most %d bytes, uncompressed, found %d"
              .formatted(topic.name(), what, most, bytes.length));
    }
  }

  private Record<Object, Object> keyed(Record<byte[], byte[]> raw, V value) {
    byte[] key = topic.keyOf(value).orElseThrow().getBytes(StandardCharsets.UTF_8);
    return new Record<>(key, raw.value(), raw.timestamp());
  }

  @Override
  public void close() {
    CommitPace.ofThread().forget(context());
  }

  private Record<Object, Object> admit(Record<byte[], byte[]> raw, V value, RecordMetadata source) {
    byte @Nullable [] key = raw.key();
    boolean again = key != null && Arrays.equals(key, admittedKey);
    String found = again ? admitted : key == null ? "" : new String(key, StandardCharsets.UTF_8);
    Optional<String> stated = topic.keyOf(value);
    if (stated.isPresent()) {
      KeyChecks.key(topic, source.topic(), found, stated.get());
      if (!again) {
        int count = from.partitions().partitions(source.topic());
        KeyChecks.partition(source.topic(), found, source.partition(), count);
        admittedKey = key;
        admitted = found;
      }
    }
    return new Record<>(found, value, raw.timestamp());
  }

  private Record<Object, Object> deadLetter(
      Record<byte[], byte[]> raw, RecordMetadata source, MalformedRecordException why) {
    ProducerRecord<byte[], byte[]> letter =
        DeadLetterRecord.of(
            from.topics().deadLetters().name(),
            raw.key(),
            raw.value(),
            DeadLetterHeaders.of(
                why.deadLetterCause(),
                why.explanation(),
                source.topic(),
                source.partition(),
                source.offset(),
                context().applicationId(),
                Instant.ofEpochMilli(context().currentSystemTimeMs()).toString()));
    return new Record<>(letter.key(), letter.value(), raw.timestamp(), letter.headers());
  }
}
