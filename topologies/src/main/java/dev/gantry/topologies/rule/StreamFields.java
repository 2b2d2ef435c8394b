package dev.gantry.topologies.rule;

import dev.gantry.domain.time.Micros;
import dev.gantry.schemas.records.TimeMode;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecordBase;

/** Helpers for stating what the records of a stream offer. */
final class StreamFields {

  private StreamFields() {}

  static <T extends SpecificRecordBase> FieldTable event(
      Class<T> type, Schema schema, ToLongFunction<T> at) {
    return eventBuilder(type, schema, at).only().build();
  }

  static <T extends SpecificRecordBase> FieldTable.Builder eventBuilder(
      Class<T> type, Schema schema, ToLongFunction<T> at) {
    return new FieldTable.Builder("event", schema)
        .with(
            "at",
            FieldType.TIME,
            "Event time of the record; ask it with getHours(\"Europe/Berlin\") and the like.",
            record -> Micros.toInstant(at.applyAsLong(type.cast(record))))
        .with(
            "live",
            FieldType.FLAG,
            "True when event times are those of a clock; false for a replay.",
            reading(
                type, record -> record.get(schema.getField("time_mode").pos()) == TimeMode.LIVE));
  }

  static <T extends SpecificRecordBase> RuleStream.Builder stream(
      String name,
      Class<T> type,
      ToLongFunction<T> at,
      Function<T, TimeMode> mode,
      Function<T, String> causeId) {
    return new RuleStream.Builder(
        name,
        record -> at.applyAsLong(type.cast(record)),
        reading(type, mode),
        reading(type, causeId));
  }

  static <T extends SpecificRecordBase, R> Function<SpecificRecordBase, R> reading(
      Class<T> type, Function<T, ? extends R> reader) {
    return record -> reader.apply(type.cast(record));
  }
}
