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
import java.util.regex.Pattern;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.common.serialization.Serdes;

/**
 * Every topic of the product. Names, types, partitions, cleanup and retention are stated here and
 * nowhere else; {@code docs/topics.md} is made from it.
 */
public final class TopicCatalogue {

  /** Room for an image of 1 MiB and the rest of its record. */
  private static final int FRAME_BYTES = 1_048_576 + 131_072;

  /** Room for a frame and the headers of a dead letter. */
  private static final int DEAD_LETTER_BYTES = FRAME_BYTES + 131_072;

  /** Short segments: pixels are personal data, and retention works on closed segments. */
  private static final TopicSettings FRAMES =
      deleted(12, Duration.ofMinutes(15))
          .withSegments(Duration.ofMinutes(1), 256 * 1024 * 1024)
          .withMaxMessageBytes(FRAME_BYTES);

  private static final Pattern PREFIX = Pattern.compile("[a-zA-Z0-9._-]{0,100}");

  private final String prefix;
  private final SchemaRegistry registry;
  private final List<Topic<?>> all = new ArrayList<>();

  private final Topic<Frame> cameraFrames;
  private final Topic<CameraEvent> cameraEvents;
  private final Topic<FrameDetections> vehicleDetections;
  private final Topic<TrackUpdate> vehicleTracks;
  private final Topic<SegmentPartial> segmentPartials;
  private final Topic<SpeedWindow> segmentSpeeds;
  private final Topic<SensorReading> sensorReadings;
  private final Topic<Anomaly> anomalies;
  private final Topic<TaskEvent> taskEvents;
  private final Topic<TaskCommand> taskCommands;
  private final Topic<AuthEvent> authEvents;
  private final Topic<AuthEvent> authBySource;
  private final Topic<Finding> signinFindings;
  private final Topic<Signal> signals;
  private final Topic<Alert> alerts;
  private final Topic<Alert> alertsCurrent;
  private final Topic<AlertCommand> alertCommands;
  private final Topic<Notification> notifications;
  private final Topic<Delivery> deliveries;
  private final Topic<DeliveryReceipt> deliveryReceipts;
  private final Topic<Suppression> suppressions;
  private final Topic<AuditEntry> auditLog;
  private final Topic<AuditCheckpoint> auditCheckpoints;
  private final Topic<Definition> cameras;
  private final Topic<Definition> rules;
  private final Topic<Definition> routing;
  private final Topic<Definition> silences;
  private final Topic<Definition> schedules;
  private final Topic<Definition> models;
  private final Topic<Definition> contacts;
  private final Topic<Definition> onCall;
  private final Topic<Definition> channels;
  private final Topic<TokenRevocation> tokenRevocations;
  private final Topic<byte[]> deadLetters;

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
    this.prefix = prefix;
    this.registry = registry;
    cameraFrames =
        avro(
            "camera-frames",
            Frame.class,
            "camera_id",
            stated(Frame::getCameraId),
            FRAMES,
            "frames as the cameras gave them");
    cameraEvents =
        avro(
            "camera-events",
            CameraEvent.class,
            "camera_id",
            stated(CameraEvent::getCameraId),
            deleted(6, days(7)),
            "what happened to cameras and their streams");
    vehicleDetections =
        avro(
            "vehicle-detections",
            FrameDetections.class,
            "camera_id",
            stated(FrameDetections::getCameraId),
            deleted(12, days(7)),
            "what was detected, one record a frame");
    vehicleTracks =
        avro(
            "vehicle-tracks",
            TrackUpdate.class,
            "camera_id",
            stated(TrackUpdate::getCameraId),
            deleted(12, days(7)),
            "steps in the lives of tracks");
    segmentPartials =
        avro(
            "segment-partials",
            SegmentPartial.class,
            "segment_id",
            stated(SegmentPartial::getSegmentId),
            deleted(12, days(1)),
            "what one camera saw of one segment in one pane");
    segmentSpeeds =
        avro(
            "segment-speeds",
            SpeedWindow.class,
            "segment_id",
            stated(SpeedWindow::getSegmentId),
            deleted(12, days(90)),
            "speeds and flow on segments by window");
    sensorReadings =
        avro(
            "sensor-readings",
            SensorReading.class,
            "series_id",
            stated(SensorReading::getSeriesId),
            deleted(12, days(30)),
            "measurements of sensors");
    anomalies =
        avro(
            "anomalies",
            Anomaly.class,
            "series_id",
            stated(Anomaly::getSeriesId),
            deleted(12, days(90)),
            "how unusual measurements are");
    taskEvents =
        avro(
            "task-events",
            TaskEvent.class,
            "task_id",
            stated(TaskEvent::getTaskId),
            deleted(6, days(90)),
            "what happened to tasks");
    taskCommands =
        avro(
            "task-commands",
            TaskCommand.class,
            "task_id",
            stated(TaskCommand::getTaskId),
            deleted(6, days(90)),
            "what is to be done with tasks and schedules");
    authEvents =
        avro(
            "auth-events",
            AuthEvent.class,
            "principal",
            stated(AuthEvent::getPrincipal),
            deleted(6, days(90)),
            "sign-ins and other uses of credentials");
    authBySource =
        avro(
            "auth-by-source",
            AuthEvent.class,
            "source_address",
            stated(AuthEvent::getSourceAddress),
            deleted(6, days(90)),
            "the same, by the address they came from");
    signinFindings =
        avro(
            "signin-findings",
            Finding.class,
            "subject",
            stated(Finding::getSubject),
            deleted(6, days(90)),
            "what the sign-in checks found");
    signals =
        avro(
            "signals",
            Signal.class,
            "scope",
            TopicCatalogue::keyOfSignal,
            deleted(6, days(7)),
            "what rules matched, and how far sources have come");
    alerts =
        avro(
            "alerts",
            Alert.class,
            "scope",
            stated(Alert::getScope),
            deleted(6, days(365)),
            "alerts at each of their changes");
    alertsCurrent =
        avro(
            "alerts-current",
            Alert.class,
            "alert_id",
            stated(Alert::getAlertId),
            compacted(6),
            "alerts as they are now");
    alertCommands =
        avro(
            "alert-commands",
            AlertCommand.class,
            "scope",
            stated(AlertCommand::getScope),
            deleted(6, days(365)),
            "what is to be done with alerts");
    notifications =
        avro(
            "notifications",
            Notification.class,
            "alert_id",
            stated(Notification::getAlertId),
            deleted(6, days(90)),
            "messages to people and systems");
    deliveries =
        avro(
            "deliveries",
            Delivery.class,
            "alert_id",
            stated(Delivery::getAlertId),
            deleted(6, days(90)),
            "attempts to deliver notifications");
    deliveryReceipts =
        avro(
            "delivery-receipts",
            DeliveryReceipt.class,
            "alert_id",
            stated(DeliveryReceipt::getAlertId),
            compacted(6),
            "how far deliveries have come");
    suppressions =
        avro(
            "suppressions",
            Suppression.class,
            "scope",
            stated(Suppression::getScope),
            deleted(6, days(90)),
            "alerts held back, and by what");
    auditLog =
        avro(
            "audit-log",
            AuditEntry.class,
            "log",
            stated(AuditEntry::getLog),
            kept(),
            "everything decided, chained by hashes");
    auditCheckpoints =
        avro(
            "audit-checkpoints",
            AuditCheckpoint.class,
            "log",
            stated(AuditCheckpoint::getLog),
            kept(),
            "signed statements of how far the audit log goes");
    cameras = definitions("cameras", "definitions: cameras");
    rules = definitions("rules", "definitions: rules");
    routing = definitions("routing", "definitions: who is told what, and how");
    silences = definitions("silences", "definitions: silences");
    schedules = definitions("schedules", "definitions: recurring tasks");
    models = definitions("models", "definitions: detection models");
    contacts = definitions("contacts", "definitions: people and teams");
    onCall = definitions("on-call", "definitions: who is on call");
    channels = definitions("channels", "definitions: where notifications are sent");
    tokenRevocations =
        avro(
            "token-revocations",
            TokenRevocation.class,
            "id|version",
            TopicCatalogue::keyOfRevocation,
            compacted(1),
            "tokens no longer taken");
    deadLetters = bytes();
  }

  private <V extends SpecificRecordBase> Topic<V> avro(
      String name,
      Class<V> type,
      String keyName,
      Function<V, Optional<String>> keyFunction,
      TopicSettings settings,
      String doc) {
    Topic<V> topic =
        new Topic<>(
            prefix + name,
            name,
            Serdes.String(),
            new AvroSerde<>(type, registry),
            type,
            settings,
            keyName,
            doc,
            keyFunction);
    all.add(topic);
    return topic;
  }

  private Topic<Definition> definitions(String name, String doc) {
    return avro(
        name, Definition.class, "id|version", TopicCatalogue::keyOfDefinition, compacted(1), doc);
  }

  private Topic<byte[]> bytes() {
    Topic<byte[]> topic =
        new Topic<>(
            prefix + "dead-letters",
            "dead-letters",
            Serdes.String(),
            Serdes.ByteArray(),
            byte[].class,
            deleted(6, days(14)).withMaxMessageBytes(DEAD_LETTER_BYTES),
            "key of the source record",
            "records set aside: original bytes, cause in headers",
            value -> Optional.empty());
    all.add(topic);
    return topic;
  }

  private static <V> Function<V, Optional<String>> stated(Function<V, String> field) {
    return value -> Optional.of(field.apply(value));
  }

  /** Progress goes to every partition, whatever its key. */
  private static Optional<String> keyOfSignal(Signal signal) {
    return signal.getKind() == SignalKind.PROGRESS
        ? Optional.empty()
        : Optional.of(signal.getScope());
  }

  private static Optional<String> keyOfDefinition(Definition definition) {
    return Optional.of(definition.getId() + "|" + definition.getVersion());
  }

  private static Optional<String> keyOfRevocation(TokenRevocation revocation) {
    return Optional.of(revocation.getId() + "|" + revocation.getVersion());
  }

  private static Duration days(int days) {
    return Duration.ofDays(days);
  }

  /** Every topic, in the order of the documentation. */
  public List<Topic<?>> all() {
    return List.copyOf(all);
  }

  /** Frames as the cameras gave them. */
  public Topic<Frame> cameraFrames() {
    return cameraFrames;
  }

  /** What happened to cameras and their streams. */
  public Topic<CameraEvent> cameraEvents() {
    return cameraEvents;
  }

  /** What was detected, one record a frame. */
  public Topic<FrameDetections> vehicleDetections() {
    return vehicleDetections;
  }

  /** Steps in the lives of tracks. */
  public Topic<TrackUpdate> vehicleTracks() {
    return vehicleTracks;
  }

  /** What one camera saw of one segment in one pane. */
  public Topic<SegmentPartial> segmentPartials() {
    return segmentPartials;
  }

  /** Speeds and flow on segments by window. */
  public Topic<SpeedWindow> segmentSpeeds() {
    return segmentSpeeds;
  }

  /** Measurements of sensors. */
  public Topic<SensorReading> sensorReadings() {
    return sensorReadings;
  }

  /** How unusual measurements are. */
  public Topic<Anomaly> anomalies() {
    return anomalies;
  }

  /** What happened to tasks. */
  public Topic<TaskEvent> taskEvents() {
    return taskEvents;
  }

  /** What is to be done with tasks and schedules. */
  public Topic<TaskCommand> taskCommands() {
    return taskCommands;
  }

  /** Sign-ins and other uses of credentials. */
  public Topic<AuthEvent> authEvents() {
    return authEvents;
  }

  /** The same, by the address they came from. */
  public Topic<AuthEvent> authBySource() {
    return authBySource;
  }

  /** What the sign-in checks found. */
  public Topic<Finding> signinFindings() {
    return signinFindings;
  }

  /** What rules matched, and how far sources have come. */
  public Topic<Signal> signals() {
    return signals;
  }

  /** Alerts at each of their changes. */
  public Topic<Alert> alerts() {
    return alerts;
  }

  /** Alerts as they are now. */
  public Topic<Alert> alertsCurrent() {
    return alertsCurrent;
  }

  /** What is to be done with alerts. */
  public Topic<AlertCommand> alertCommands() {
    return alertCommands;
  }

  /** Messages to people and systems. */
  public Topic<Notification> notifications() {
    return notifications;
  }

  /** Attempts to deliver notifications. */
  public Topic<Delivery> deliveries() {
    return deliveries;
  }

  /** How far deliveries have come. */
  public Topic<DeliveryReceipt> deliveryReceipts() {
    return deliveryReceipts;
  }

  /** Alerts held back, and by what. */
  public Topic<Suppression> suppressions() {
    return suppressions;
  }

  /** Everything decided, chained by hashes. */
  public Topic<AuditEntry> auditLog() {
    return auditLog;
  }

  /** Signed statements of how far the audit log goes. */
  public Topic<AuditCheckpoint> auditCheckpoints() {
    return auditCheckpoints;
  }

  /** Definitions: cameras. */
  public Topic<Definition> cameras() {
    return cameras;
  }

  /** Definitions: rules. */
  public Topic<Definition> rules() {
    return rules;
  }

  /** Definitions: who is told what, and how. */
  public Topic<Definition> routing() {
    return routing;
  }

  /** Definitions: silences. */
  public Topic<Definition> silences() {
    return silences;
  }

  /** Definitions: recurring tasks. */
  public Topic<Definition> schedules() {
    return schedules;
  }

  /** Definitions: detection models. */
  public Topic<Definition> models() {
    return models;
  }

  /** Definitions: people and teams. */
  public Topic<Definition> contacts() {
    return contacts;
  }

  /** Definitions: who is on call. */
  public Topic<Definition> onCall() {
    return onCall;
  }

  /** Definitions: where notifications are sent. */
  public Topic<Definition> channels() {
    return channels;
  }

  /** Tokens no longer taken. */
  public Topic<TokenRevocation> tokenRevocations() {
    return tokenRevocations;
  }

  /** Records set aside: original bytes, cause in headers ({@link DeadLetterHeaders}). */
  public Topic<byte[]> deadLetters() {
    return deadLetters;
  }
}
