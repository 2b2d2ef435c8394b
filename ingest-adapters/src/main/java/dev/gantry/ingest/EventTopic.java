package dev.gantry.ingest;

import dev.gantry.domain.time.Micros;
import dev.gantry.schemas.records.TimeMode;
import dev.gantry.schemas.registry.SchemaRegistry;
import dev.gantry.schemas.serde.InputDecoder;
import dev.gantry.schemas.serde.JsonEvent;
import dev.gantry.schemas.topic.Topic;
import dev.gantry.schemas.topic.TopicRecord;
import java.time.Instant;
import org.apache.avro.specific.SpecificRecordBase;

/**
 * A topic that others put events on, and how these are read. Thread-safe.
 *
 * @param <V> type of its records
 */
final class EventTopic<V extends SpecificRecordBase> {

  private static final String OCCURRED_AT = "occurred_at_us";
  private static final String INGESTED_AT = "ingested_at_us";
  private static final String TIME_MODE = "time_mode";

  private final Topic<V> topic;
  private final InputDecoder<V> decoder;

  EventTopic(Topic<V> topic, SchemaRegistry registry) {
    this.topic = topic;
    this.decoder = new InputDecoder<>(topic.valueType(), registry);
  }

  String name() {
    return topic.baseName();
  }

  /** Whether it goes by a name, with the prefix of its site or without. */
  boolean isCalled(String name) {
    return name.equals(topic.baseName()) || name.equals(topic.name());
  }

  /**
   * Reads an event; a live one that does not say when it was taken in was taken in now.
   *
   * @param unstated how its time runs where it does not say so
   * @throws dev.gantry.schemas.serde.MalformedRecordException when it is not one, or a replayed one
   *     is dated more than a day after now
   */
  TopicRecord<V> read(JsonEvent event, TimeMode unstated, Instant now) {
    V record = decoder.decode(event, unstated);
    if (record.get(TIME_MODE) == TimeMode.REPLAY) {
      PossibleTime.require(Micros.toInstant((long) record.get(OCCURRED_AT)), now);
    } else if ((long) record.get(INGESTED_AT) == 0) {
      record.put(INGESTED_AT, Micros.of(now));
    }
    return new TopicRecord<>(topic, record);
  }
}
