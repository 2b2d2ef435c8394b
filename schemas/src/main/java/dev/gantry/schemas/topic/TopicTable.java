package dev.gantry.schemas.topic;

import static dev.gantry.schemas.topic.TopicSettings.compacted;
import static dev.gantry.schemas.topic.TopicSettings.deleted;
import static dev.gantry.schemas.topic.TopicSettings.kept;

import dev.gantry.schemas.records.Alert;
import dev.gantry.schemas.records.AlertCommand;
import dev.gantry.schemas.records.Anomaly;
import dev.gantry.schemas.records.AuditCheckpoint;
import dev.gantry.schemas.records.AuditEntry;
import dev.gantry.schemas.records.AuthEvent;
import dev.gantry.schemas.records.CameraEvent;
import dev.gantry.schemas.records.Definition;
import dev.gantry.schemas.records.Delivery;
import dev.gantry.schemas.records.DeliveryReceipt;
import dev.gantry.schemas.records.Finding;
import dev.gantry.schemas.records.Frame;
import dev.gantry.schemas.records.FrameDetections;
import dev.gantry.schemas.records.Notification;
import dev.gantry.schemas.records.SegmentPartial;
import dev.gantry.schemas.records.SensorReading;
import dev.gantry.schemas.records.Signal;
import dev.gantry.schemas.records.SignalKind;
import dev.gantry.schemas.records.SpeedWindow;
import dev.gantry.schemas.records.Suppression;
import dev.gantry.schemas.records.TaskCommand;
import dev.gantry.schemas.records.TaskEvent;
import dev.gantry.schemas.records.TokenRevocation;
import dev.gantry.schemas.records.TrackUpdate;
import dev.gantry.schemas.registry.SchemaRegistry;
import dev.gantry.schemas.serde.AvroSerde;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/**
 * Every topic of the product, a row each: name, type and meaning of its records, key, and how they
 * are stored. Stated here and nowhere else; {@code docs/topics.md} is made from it.
 */
final class TopicTable {

  /** Room for an image of 1 MiB and the rest of its record. */
  static final int FRAME_BYTES = 1_048_576 + 131_072;

  /** Room for a frame, and for the key and the headers of a dead letter. */
  private static final int DEAD_LETTER_BYTES = FRAME_BYTES + 131_072;

  /** Short segments: pixels are personal data, and retention works on closed segments. */
  private static final TopicSettings FRAMES =
      deleted(12, Duration.ofMinutes(15))
          .withSegments(Duration.ofMinutes(1), 256 * 1024 * 1024)
          .withMaxMessageBytes(FRAME_BYTES);

  private static final List<Row<?>> ROWS = new ArrayList<>();

  static final Row<Frame> CAMERA_FRAMES =
      topic("camera-frames", Frame.class, "frames as the cameras gave them")
          .keyedBy("camera_id", Frame::getCameraId)
          .stored(FRAMES);

  static final Row<CameraEvent> CAMERA_EVENTS =
      topic("camera-events", CameraEvent.class, "what happened to cameras and their streams")
          .keyedBy("camera_id", CameraEvent::getCameraId)
          .stored(deleted(6, days(7)));

  static final Row<FrameDetections> VEHICLE_DETECTIONS =
      topic("vehicle-detections", FrameDetections.class, "what was detected, one record a frame")
          .keyedBy("camera_id", FrameDetections::getCameraId)
          .stored(deleted(12, days(7)));

  static final Row<TrackUpdate> VEHICLE_TRACKS =
      topic("vehicle-tracks", TrackUpdate.class, "steps in the lives of tracks")
          .keyedBy("camera_id", TrackUpdate::getCameraId)
          .stored(deleted(12, days(7)));

  static final Row<SegmentPartial> SEGMENT_PARTIALS =
      topic(
              "segment-partials",
              SegmentPartial.class,
              "what one camera saw of one segment in one pane")
          .keyedBy("segment_id", SegmentPartial::getSegmentId)
          .stored(deleted(12, days(1)));

  static final Row<SpeedWindow> SEGMENT_SPEEDS =
      topic("segment-speeds", SpeedWindow.class, "speeds and flow on segments by window")
          .keyedBy("segment_id", SpeedWindow::getSegmentId)
          .stored(deleted(12, days(90)));

  static final Row<SensorReading> SENSOR_READINGS =
      topic("sensor-readings", SensorReading.class, "measurements of sensors")
          .keyedBy("series_id", SensorReading::getSeriesId)
          .orUnkeyed()
          .stored(deleted(12, days(30)));

  static final Row<SensorReading> LOOP_READINGS =
      topic("loop-readings", SensorReading.class, "what loops in lanes measured, by the sensor")
          .keyedBy("sensor_id", SensorReading::getSensorId)
          .stored(deleted(12, days(1)));

  static final Row<Anomaly> ANOMALIES =
      topic("anomalies", Anomaly.class, "how unusual measurements are")
          .keyedBy("series_id", Anomaly::getSeriesId)
          .stored(deleted(12, days(90)));

  static final Row<TaskEvent> TASK_EVENTS =
      topic("task-events", TaskEvent.class, "what happened to tasks")
          .keyedBy("task_id", TaskEvent::getTaskId)
          .orUnkeyed()
          .stored(deleted(6, days(90)));

  static final Row<TaskEvent> TASKS_BY_SCHEDULE =
      topic("tasks-by-schedule", TaskEvent.class, "ends of tasks, by the schedule they come from")
          .keyedBy("schedule_id", TaskEvent::getScheduleId)
          .stored(deleted(6, days(90)));

  static final Row<TaskCommand> TASK_COMMANDS =
      topic("task-commands", TaskCommand.class, "what is to be done with tasks and schedules")
          .keyedBy("task_id", TaskCommand::getTaskId)
          .stored(deleted(6, days(90)));

  static final Row<AuthEvent> AUTH_EVENTS =
      topic("auth-events", AuthEvent.class, "sign-ins and other uses of credentials")
          .keyedIfStated("principal", TopicTable::principalOf)
          .orUnkeyed()
          .stored(deleted(6, days(90)));

  static final Row<AuthEvent> AUTH_BY_SOURCE =
      topic("auth-by-source", AuthEvent.class, "the same, by the address they came from")
          .keyedBy("source_address", AuthEvent::getSourceAddress)
          .stored(deleted(6, days(90)));

  static final Row<AuthEvent> AUTH_BY_SERVICE =
      topic("auth-by-service", AuthEvent.class, "sign-ins, by the service that was asked")
          .keyedBy("site/service", event -> event.getSite() + "/" + event.getService())
          .stored(deleted(6, days(1)));

  static final Row<Finding> SIGNIN_FINDINGS =
      topic("signin-findings", Finding.class, "what the sign-in checks found")
          .keyedBy("subject", Finding::getSubject)
          .stored(deleted(6, days(90)));

  static final Row<Signal> SIGNALS =
      topic("signals", Signal.class, "what rules matched, and how far sources have come")
          .keyedIfStated("scope", TopicTable::scopeOfMatch)
          .stored(deleted(6, days(7)));

  static final Row<Alert> ALERTS =
      topic("alerts", Alert.class, "alerts at each of their changes")
          .keyedBy("scope", Alert::getScope)
          .stored(deleted(6, days(365)));

  static final Row<Alert> ALERTS_CURRENT =
      topic("alerts-current", Alert.class, "alerts as they are now")
          .keyedBy("alert_id", Alert::getAlertId)
          .stored(compacted(6));

  static final Row<AlertCommand> ALERT_COMMANDS =
      topic("alert-commands", AlertCommand.class, "what is to be done with alerts")
          .keyedBy("scope", AlertCommand::getScope)
          .stored(deleted(6, days(365)));

  static final Row<Notification> NOTIFICATIONS =
      topic("notifications", Notification.class, "messages to people and systems")
          .keyedBy("alert_id", Notification::getAlertId)
          .stored(deleted(6, days(90)));

  static final Row<Delivery> DELIVERIES =
      topic("deliveries", Delivery.class, "attempts to deliver notifications")
          .keyedBy("alert_id", Delivery::getAlertId)
          .stored(deleted(6, days(90)));

  static final Row<DeliveryReceipt> DELIVERY_RECEIPTS =
      topic("delivery-receipts", DeliveryReceipt.class, "how far deliveries have come")
          .keyedBy("alert_id", DeliveryReceipt::getAlertId)
          .stored(compacted(6));

  static final Row<Suppression> SUPPRESSIONS =
      topic("suppressions", Suppression.class, "alerts held back, and by what")
          .keyedBy("scope", Suppression::getScope)
          .stored(deleted(6, days(90)));

  static final Row<AuditEntry> AUDIT_LOG =
      topic("audit-log", AuditEntry.class, "everything decided, chained by hashes")
          .keyedBy("log", AuditEntry::getLog)
          .stored(kept());

  static final Row<AuditCheckpoint> AUDIT_CHECKPOINTS =
      topic(
              "audit-checkpoints",
              AuditCheckpoint.class,
              "signed statements of how far the audit log goes")
          .keyedBy("log", AuditCheckpoint::getLog)
          .stored(kept());

  static final Row<Definition> CAMERAS = definitions("cameras", "cameras");
  static final Row<Definition> RULES = definitions("rules", "rules");
  static final Row<Definition> ROUTING = definitions("routing", "who is told what, and how");
  static final Row<Definition> SILENCES = definitions("silences", "silences");
  static final Row<Definition> SCHEDULES = definitions("schedules", "recurring tasks");
  static final Row<Definition> MODELS = definitions("models", "detection models");
  static final Row<Definition> CONTACTS = definitions("contacts", "people and teams");
  static final Row<Definition> ON_CALL = definitions("on-call", "who is on call");
  static final Row<Definition> CHANNELS = definitions("channels", "where notifications are sent");

  static final Row<TokenRevocation> TOKEN_REVOCATIONS =
      topic("token-revocations", TokenRevocation.class, "tokens no longer taken")
          .keyedBy("id|version", token -> token.getId() + "|" + token.getVersion())
          .stored(compacted(1));

  static final Row<byte[]> DEAD_LETTERS =
      new Draft<>(
              "dead-letters",
              byte[].class,
              "records set aside: original bytes, cause in headers",
              registry -> Serdes.ByteArray())
          .keyedIfStated("key of the source record", value -> Optional.empty())
          .stored(deleted(6, days(14)).withMaxMessageBytes(DEAD_LETTER_BYTES));

  private TopicTable() {}

  /** Every row, in the order of the documentation. */
  static List<Row<?>> rows() {
    return List.copyOf(ROWS);
  }

  /**
   * What a topic is, wherever it is: see {@link Topic}.
   *
   * @param serde makes the serde of the values, given the registry of their schemas
   */
  record Row<V>(
      String name,
      Class<V> type,
      String doc,
      Function<SchemaRegistry, Serde<V>> serde,
      String keyName,
      Function<V, Optional<String>> key,
      boolean takesUnkeyed,
      TopicSettings settings) {

    /** The topic of a site. */
    Topic<V> at(String prefix, SchemaRegistry registry) {
      return new Topic<>(
          prefix + name,
          name,
          Serdes.String(),
          serde.apply(registry),
          type,
          settings,
          keyName,
          doc,
          key,
          takesUnkeyed);
    }
  }

  /** A row without its last columns. */
  private record Draft<V>(
      String name, Class<V> type, String doc, Function<SchemaRegistry, Serde<V>> serde) {

    Keyed<V> keyedBy(String keyName, Function<V, String> key) {
      return keyedIfStated(keyName, value -> Optional.of(key.apply(value)));
    }

    Keyed<V> keyedIfStated(String keyName, Function<V, Optional<String>> key) {
      return new Keyed<>(this, keyName, key, false);
    }
  }

  /** A row that lacks how its records are stored. */
  private record Keyed<V>(
      Draft<V> draft, String keyName, Function<V, Optional<String>> key, boolean takesUnkeyed) {

    /** Records may come without that key, too. */
    Keyed<V> orUnkeyed() {
      return new Keyed<>(draft, keyName, key, true);
    }

    Row<V> stored(TopicSettings settings) {
      Row<V> row =
          new Row<>(
              draft.name, draft.type, draft.doc, draft.serde, keyName, key, takesUnkeyed, settings);
      ROWS.add(row);
      return row;
    }
  }

  private static <V extends SpecificRecordBase> Draft<V> topic(
      String name, Class<V> type, String doc) {
    return new Draft<>(name, type, doc, registry -> new AvroSerde<>(type, registry));
  }

  private static Row<Definition> definitions(String name, String doc) {
    return topic(name, Definition.class, "definitions: " + doc)
        .keyedBy("id|version", definition -> definition.getId() + "|" + definition.getVersion())
        .stored(compacted(1));
  }

  /** Who only shakes a door names nobody. */
  private static Optional<String> principalOf(AuthEvent event) {
    return Optional.of(event.getPrincipal()).filter(principal -> !principal.isBlank());
  }

  /** Progress goes to every partition, whatever its key. */
  private static Optional<String> scopeOfMatch(Signal signal) {
    return signal.getKind() == SignalKind.PROGRESS
        ? Optional.empty()
        : Optional.of(signal.getScope());
  }

  private static Duration days(int days) {
    return Duration.ofDays(days);
  }
}
