package dev.gantry.schemas.serde;

import dev.gantry.schemas.records.AlertCommand;
import dev.gantry.schemas.records.AuthEvent;
import dev.gantry.schemas.records.CameraEvent;
import dev.gantry.schemas.records.Frame;
import dev.gantry.schemas.records.FrameDetections;
import dev.gantry.schemas.records.SensorReading;
import dev.gantry.schemas.records.TaskCommand;
import dev.gantry.schemas.records.TaskEvent;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;

/**
 * How a record type appears in JSON that is not shaped like its schema: which of its fields the
 * names of an envelope mean.
 */
final class RecordShape {

  /** Field that holds the record key, of the types that others produce. */
  private static final Map<Class<?>, String> KEYS =
      Map.of(
          Frame.class, "camera_id",
          CameraEvent.class, "camera_id",
          FrameDetections.class, "camera_id",
          SensorReading.class, "series_id",
          TaskEvent.class, "task_id",
          TaskCommand.class, "task_id",
          AuthEvent.class, "principal",
          AlertCommand.class, "scope");

  /** Names of the event time, in the order of preference. */
  private static final List<String> TIMES = List.of("occurred_at_us", "captured_at_us");

  private static final String ATTRIBUTES = "attributes";
  private static final String PAYLOAD = "payload";

  private final Schema schema;
  private final Optional<String> key;
  private final Optional<String> time;
  private final Optional<EventKind> kind;

  RecordShape(Class<?> type, Schema schema) {
    this.schema = schema;
    this.key = Optional.ofNullable(KEYS.get(type));
    this.time = TIMES.stream().filter(name -> schema.getField(name) != null).findFirst();
    this.kind = EventKind.toldBy(type);
  }

  Schema schema() {
    return schema;
  }

  /** Field of the record key; empty when others do not produce such records. */
  Optional<String> key() {
    return key;
  }

  /** What kind of events such records tell; empty when others do not tell them. */
  Optional<EventKind> kind() {
    return kind;
  }

  /** Field of the event time. */
  Optional<String> time() {
    return time;
  }

  /** Whether the content of an event stays together in a map of its own. */
  boolean hasPayload() {
    return has(PAYLOAD);
  }

  boolean has(String field) {
    return schema.getField(field) != null;
  }

  /** Map for what has no field of its own; empty when the record has none. */
  Optional<String> bag() {
    return has(ATTRIBUTES) ? Optional.of(ATTRIBUTES) : Optional.empty();
  }

  /**
   * The field that a name means: the field of that name, a time without its unit ({@code
   * occurred_at}), or a name of the envelope.
   */
  Optional<String> fieldFor(String name) {
    if (has(name)) {
      return Optional.of(name);
    }
    if (has(name + "_us")) {
      return Optional.of(name + "_us");
    }
    return switch (name) {
      case "timestamp", "time" -> time;
      case "event_type" -> ofExisting("type");
      case "user_id" -> ofExisting("principal").or(() -> ofExisting("author"));
      case "id" -> ofExisting("event_id").or(() -> ofExisting("command_id"));
      default -> Optional.empty();
    };
  }

  private Optional<String> ofExisting(String field) {
    return has(field) ? Optional.of(field) : Optional.empty();
  }
}
