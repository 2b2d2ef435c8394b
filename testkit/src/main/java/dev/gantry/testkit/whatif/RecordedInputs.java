package dev.gantry.testkit.whatif;

import dev.gantry.domain.time.Micros;
import dev.gantry.schemas.records.TimeMode;
import dev.gantry.schemas.registry.InMemorySchemaRegistry;
import dev.gantry.schemas.topic.Topic;
import dev.gantry.schemas.topic.TopicCatalogue;
import dev.gantry.topologies.processor.EventTimes;
import dev.gantry.topologies.processor.IngestionTimes;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecordBase;

/**
 * Records of some streams in the order in which a replay takes them: by event time, then topic,
 * partition and offset. All of them are in memory, encoded. Not thread-safe.
 */
public final class RecordedInputs {

  private static final List<String> TIMES =
      List.of("occurred_at_us", "captured_at_us", "window_end_us");
  private static final Comparator<Input> IN_ORDER =
      Comparator.comparingLong(Input::atUs)
          .thenComparing(Input::stream)
          .thenComparingInt(Input::partition)
          .thenComparingLong(Input::offset);

  private final TopicCatalogue topics = new TopicCatalogue("", new InMemorySchemaRegistry());
  private final long fromUs;
  private final long toUs;
  private final long mostBytes;
  private final List<Input> inputs = new ArrayList<>();
  private final SortedSet<String> streams = new TreeSet<>();
  private final Map<Class<? extends SpecificRecordBase>, IngestionTimes> ingestionTimes =
      new HashMap<>();
  private long bytes;
  private boolean withTasks;

  /**
   * @param from event time of the first records that count
   * @param to event time from which on none counts
   * @param mostBytes how much of them may be kept
   */
  public RecordedInputs(Instant from, Instant to, long mostBytes) {
    this.fromUs = Micros.of(from);
    this.toUs = Micros.of(to);
    this.mostBytes = mostBytes;
  }

  /** There are more records than there is memory for. */
  public static final class TooManyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TooManyException(String message) {
      super(message);
    }
  }

  /**
   * One record, encoded.
   *
   * @param atUs event time
   * @param gotUs when the broker got it, if that was before the event is dated; else the event time
   */
  record Input(
      String stream, int partition, long offset, long atUs, long gotUs, ByteBuffer value) {}

  /** What TASKS had to say stands among the task events already. */
  public void includeTasks() {
    withTasks = true;
  }

  boolean includesTasks() {
    return withTasks;
  }

  /** A stream is given, even if no record of it counts: it is not derived as well. */
  public void name(String stream) {
    streams.add(stream);
  }

  /**
   * Adds a record of a topic, unless it happened at another time. One that is dated ahead is held
   * back as it was then.
   *
   * @param stream topic without prefix
   * @param appendedMs when the broker got it, milliseconds since 1970
   * @throws TooManyException when there are too many to keep
   */
  public void add(
      String stream, int partition, long offset, long appendedMs, SpecificRecordBase record) {
    ingestionTimes(record).complete(record, appendedMs);
    add(stream, partition, offset, record, OptionalLong.of(appendedMs * 1_000));
  }

  /**
   * Adds a record, unless it happened at another time. When it was taken in is known only if it
   * says so.
   *
   * @param stream topic without prefix
   * @param offset its place in the partition, or in a file
   * @throws TooManyException when there are too many to keep
   */
  public void add(String stream, int partition, long offset, SpecificRecordBase record) {
    add(stream, partition, offset, record, ingestionTimes(record).of(record));
  }

  private void add(
      String stream, int partition, long offset, SpecificRecordBase record, OptionalLong gotUs) {
    name(stream);
    long atUs = heldBack(record);
    if (atUs < fromUs || atUs >= toUs) {
      return;
    }
    byte[] value = encode(topic(stream, topics), record);
    bytes += value.length;
    if (bytes > mostBytes) {
      throw new TooManyException(
          "expected at most %d MB of records, found more: choose a shorter time, or give more memory by GANTRY_HEAP"
              .formatted(mostBytes >> 20));
    }
    long got = Math.min(atUs, gotUs.orElse(atUs));
    inputs.add(new Input(stream, partition, offset, atUs, got, ByteBuffer.wrap(value)));
  }

  private long heldBack(SpecificRecordBase record) {
    long atUs = eventTimeUs(record);
    OptionalLong takenInUs = ingestionTimes(record).of(record);
    return takenInUs.isPresent()
        ? EventTimes.clamp(atUs, takenInUs.getAsLong(), TimeMode.LIVE)
        : atUs;
  }

  private IngestionTimes ingestionTimes(SpecificRecordBase record) {
    return ingestionTimes.computeIfAbsent(record.getClass(), IngestionTimes::new);
  }

  /** How many records count, by stream. */
  public SortedMap<String, Integer> counts() {
    SortedMap<String, Integer> counts = new TreeMap<>();
    streams.forEach(stream -> counts.put(stream, 0));
    inputs.forEach(input -> counts.merge(input.stream(), 1, Integer::sum));
    return counts;
  }

  /** Event time of the last record of a stream; long ago where none counts. */
  Instant last(String stream) {
    return last(inputs.stream().filter(input -> input.stream().equals(stream)));
  }

  /** Event time of the last record; long ago where none counts. */
  Instant last() {
    return last(inputs.stream());
  }

  private static Instant last(Stream<Input> some) {
    return Micros.toInstant(some.mapToLong(Input::atUs).max().orElse(0));
  }

  /** Whether sign-ins are checked: they are given, and what was found in them is not. */
  public boolean checkSignIns() {
    return streams.contains("auth-events") && !streams.contains("signin-findings");
  }

  /** The streams that are given. */
  SortedSet<String> streams() {
    return streams;
  }

  List<Input> inOrder() {
    return inputs.stream().sorted(IN_ORDER).toList();
  }

  SpecificRecordBase decode(Input input) {
    Topic<? extends SpecificRecordBase> topic = topic(input.stream(), topics);
    return topic.valueSerde().deserializer().deserialize(topic.name(), input.value().array());
  }

  /**
   * The topic of a stream.
   *
   * @throws IllegalArgumentException when there is none with records of a schema
   */
  @SuppressWarnings("unchecked") // asked before
  public static Topic<? extends SpecificRecordBase> topic(String stream, TopicCatalogue topics) {
    return topics.all().stream()
        .filter(topic -> topic.baseName().equals(stream))
        .filter(topic -> SpecificRecordBase.class.isAssignableFrom(topic.valueType()))
        .map(topic -> (Topic<? extends SpecificRecordBase>) topic)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("expected a stream, found " + stream));
  }

  @SuppressWarnings("unchecked") // a record of the topic's type
  private static <V> byte[] encode(Topic<V> topic, SpecificRecordBase record) {
    return topic.valueSerde().serializer().serialize(topic.name(), (V) record);
  }

  private static long eventTimeUs(SpecificRecordBase record) {
    for (String name : TIMES) {
      Schema.Field field = record.getSchema().getField(name);
      if (field != null) {
        return (Long) record.get(field.pos());
      }
    }
    throw new IllegalArgumentException(
        "expected records with an event time, found " + record.getSchema().getName());
  }
}
