package dev.gantry.schemas.topic;

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
import dev.gantry.schemas.records.SpeedWindow;
import dev.gantry.schemas.records.Suppression;
import dev.gantry.schemas.records.TaskCommand;
import dev.gantry.schemas.records.TaskEvent;
import dev.gantry.schemas.records.TokenRevocation;
import dev.gantry.schemas.records.TrackUpdate;
import dev.gantry.schemas.registry.SchemaRegistry;
import dev.gantry.schemas.topic.TopicTable.Row;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/** Every topic of the product as it is on one site, with its types: see {@link TopicTable}. */
public final class TopicCatalogue {

  private static final Pattern PREFIX = Pattern.compile("[a-zA-Z0-9._-]{0,100}");

  private final Map<String, Topic<?>> byName = new LinkedHashMap<>();

  /**
   * The catalogue of one site.
   *
   * @param prefix what every topic name begins with, so that several sites share a cluster; may be
   *     empty
   * @param registry registry of the values' schemas
   */
  public TopicCatalogue(String prefix, SchemaRegistry registry) {
    if (!PREFIX.matcher(prefix).matches()) {
      throw new IllegalArgumentException(
          "topics.prefix: expected at most 100 letters, digits, dots, underscores and hyphens,"
              + " found '"
              + prefix
              + "'");
    }
    for (Row<?> row : TopicTable.rows()) {
      byName.put(row.name(), row.at(prefix, registry));
    }
  }

  @SuppressWarnings("unchecked") // the constructor made it from this very row
  private <V> Topic<V> at(Row<V> row) {
    return (Topic<V>) Objects.requireNonNull(byName.get(row.name()), row.name());
  }

  /** Every topic, in the order of the documentation. */
  public List<Topic<?>> all() {
    return List.copyOf(byName.values());
  }

  /** Frames as the cameras gave them. */
  public Topic<Frame> cameraFrames() {
    return at(TopicTable.CAMERA_FRAMES);
  }

  /** What happened to cameras and their streams. */
  public Topic<CameraEvent> cameraEvents() {
    return at(TopicTable.CAMERA_EVENTS);
  }

  /** What was detected, one record a frame. */
  public Topic<FrameDetections> vehicleDetections() {
    return at(TopicTable.VEHICLE_DETECTIONS);
  }

  /** Steps in the lives of tracks. */
  public Topic<TrackUpdate> vehicleTracks() {
    return at(TopicTable.VEHICLE_TRACKS);
  }

  /** What one camera saw of one segment in one pane. */
  public Topic<SegmentPartial> segmentPartials() {
    return at(TopicTable.SEGMENT_PARTIALS);
  }

  /** Speeds and flow on segments by window. */
  public Topic<SpeedWindow> segmentSpeeds() {
    return at(TopicTable.SEGMENT_SPEEDS);
  }

  /** Measurements of sensors. */
  public Topic<SensorReading> sensorReadings() {
    return at(TopicTable.SENSOR_READINGS);
  }

  /** What loops in lanes measured, by the sensor. */
  public Topic<SensorReading> loopReadings() {
    return at(TopicTable.LOOP_READINGS);
  }

  /** How unusual measurements are. */
  public Topic<Anomaly> anomalies() {
    return at(TopicTable.ANOMALIES);
  }

  /** What happened to tasks. */
  public Topic<TaskEvent> taskEvents() {
    return at(TopicTable.TASK_EVENTS);
  }

  /** Ends of tasks, by the schedule they come from. */
  public Topic<TaskEvent> tasksBySchedule() {
    return at(TopicTable.TASKS_BY_SCHEDULE);
  }

  /** What is to be done with tasks and schedules. */
  public Topic<TaskCommand> taskCommands() {
    return at(TopicTable.TASK_COMMANDS);
  }

  /** Sign-ins and other uses of credentials. */
  public Topic<AuthEvent> authEvents() {
    return at(TopicTable.AUTH_EVENTS);
  }

  /** The same, by the address they came from. */
  public Topic<AuthEvent> authBySource() {
    return at(TopicTable.AUTH_BY_SOURCE);
  }

  /** Sign-ins, by the service that was asked. */
  public Topic<AuthEvent> authByService() {
    return at(TopicTable.AUTH_BY_SERVICE);
  }

  /** What the sign-in checks found. */
  public Topic<Finding> signinFindings() {
    return at(TopicTable.SIGNIN_FINDINGS);
  }

  /** What rules matched, and how far sources have come. */
  public Topic<Signal> signals() {
    return at(TopicTable.SIGNALS);
  }

  /** Alerts at each of their changes. */
  public Topic<Alert> alerts() {
    return at(TopicTable.ALERTS);
  }

  /** Alerts as they are now. */
  public Topic<Alert> alertsCurrent() {
    return at(TopicTable.ALERTS_CURRENT);
  }

  /** What is to be done with alerts. */
  public Topic<AlertCommand> alertCommands() {
    return at(TopicTable.ALERT_COMMANDS);
  }

  /** Messages to people and systems. */
  public Topic<Notification> notifications() {
    return at(TopicTable.NOTIFICATIONS);
  }

  /** Attempts to deliver notifications. */
  public Topic<Delivery> deliveries() {
    return at(TopicTable.DELIVERIES);
  }

  /** How far deliveries have come. */
  public Topic<DeliveryReceipt> deliveryReceipts() {
    return at(TopicTable.DELIVERY_RECEIPTS);
  }

  /** Alerts held back, and by what. */
  public Topic<Suppression> suppressions() {
    return at(TopicTable.SUPPRESSIONS);
  }

  /** Everything decided, chained by hashes. */
  public Topic<AuditEntry> auditLog() {
    return at(TopicTable.AUDIT_LOG);
  }

  /** Signed statements of how far the audit log goes. */
  public Topic<AuditCheckpoint> auditCheckpoints() {
    return at(TopicTable.AUDIT_CHECKPOINTS);
  }

  /** Definitions: cameras. */
  public Topic<Definition> cameras() {
    return at(TopicTable.CAMERAS);
  }

  /** Definitions: rules. */
  public Topic<Definition> rules() {
    return at(TopicTable.RULES);
  }

  /** Definitions: who is told what, and how. */
  public Topic<Definition> routing() {
    return at(TopicTable.ROUTING);
  }

  /** Definitions: silences. */
  public Topic<Definition> silences() {
    return at(TopicTable.SILENCES);
  }

  /** Definitions: recurring tasks. */
  public Topic<Definition> schedules() {
    return at(TopicTable.SCHEDULES);
  }

  /** Definitions: detection models. */
  public Topic<Definition> models() {
    return at(TopicTable.MODELS);
  }

  /** Definitions: people and teams. */
  public Topic<Definition> contacts() {
    return at(TopicTable.CONTACTS);
  }

  /** Definitions: who is on call. */
  public Topic<Definition> onCall() {
    return at(TopicTable.ON_CALL);
  }

  /** Definitions: where notifications are sent. */
  public Topic<Definition> channels() {
    return at(TopicTable.CHANNELS);
  }

  /** Tokens no longer taken. */
  public Topic<TokenRevocation> tokenRevocations() {
    return at(TopicTable.TOKEN_REVOCATIONS);
  }

  /** Records set aside: original bytes, cause in headers ({@link DeadLetterHeaders}). */
  public Topic<byte[]> deadLetters() {
    return at(TopicTable.DEAD_LETTERS);
  }
}
