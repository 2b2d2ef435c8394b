package dev.gantry.topologies.processor;

import dev.gantry.schemas.records.TimeMode;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecordBase;

/**
 * Says when live records were taken in that do not say so themselves, such as those that somebody
 * piped into a console: when the broker got them. Their event times are held back to that.
 */
public final class IngestionTimes {

  private static final int NONE = -1;

  private final int timeMode;
  private final int ingestedAt;

  /**
   * @param type of the records; those of other types than events are left as they are
   */
  public IngestionTimes(Class<? extends SpecificRecordBase> type) {
    Schema schema = SpecificData.get().getSchema(type);
    this.timeMode = position(schema, "time_mode");
    this.ingestedAt = position(schema, "ingested_at_us");
  }

  private static int position(Schema schema, String field) {
    return Optional.ofNullable(schema.getField(field)).map(Schema.Field::pos).orElse(NONE);
  }

  private boolean isKnown() {
    return timeMode != NONE && ingestedAt != NONE;
  }

  /** When a live record was taken in, microseconds since 1970; empty for others, and if unknown. */
  public OptionalLong of(SpecificRecordBase record) {
    boolean isLive = isKnown() && record.get(timeMode) == TimeMode.LIVE;
    return isLive && (long) record.get(ingestedAt) > 0
        ? OptionalLong.of((long) record.get(ingestedAt))
        : OptionalLong.empty();
  }

  /**
   * Completes a record.
   *
   * @param appendedMs when the broker got it, milliseconds since 1970
   */
  public void complete(SpecificRecordBase record, long appendedMs) {
    if (isKnown() && record.get(timeMode) == TimeMode.LIVE && (long) record.get(ingestedAt) == 0) {
      record.put(ingestedAt, appendedMs * 1_000);
    }
  }
}
