package dev.gantry.schemas.serde;

import dev.gantry.schemas.internal.RecordModel;
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
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.specific.SpecificRecordBase;

/** The validator of each record type that a topic carries. */
final class RecordValidators {

  private static final Map<Class<?>, RecordValidator<?>> BY_TYPE = byType();

  private RecordValidators() {}

  static <T> RecordValidator<T> of(Class<T> type) {
    @SuppressWarnings("unchecked") // put pairs a type with its own validator
    RecordValidator<T> found = (RecordValidator<T>) BY_TYPE.get(type);
    if (found == null) {
      throw new IllegalArgumentException(
          "expected a record type that a topic carries, found " + type.getName());
    }
    return found;
  }

  private static Map<Class<?>, RecordValidator<?>> byType() {
    Map<Class<?>, RecordValidator<?>> map = new HashMap<>();
    putTold(map, Frame.class, VisionChecks::frame);
    putTold(map, CameraEvent.class, VisionChecks::cameraEvent);
    putTold(map, FrameDetections.class, VisionChecks::frameDetections);
    put(map, TrackUpdate.class, VisionChecks::trackUpdate);
    put(map, SegmentPartial.class, SeriesChecks::segmentPartial);
    put(map, SpeedWindow.class, SeriesChecks::speedWindow);
    putTold(map, SensorReading.class, SeriesChecks::sensorReading);
    put(map, Anomaly.class, SeriesChecks::anomaly);
    putTold(map, TaskEvent.class, EventChecks::taskEvent);
    putTold(map, TaskCommand.class, EventChecks::taskCommand);
    putTold(map, AuthEvent.class, EventChecks::authEvent);
    put(map, Finding.class, EventChecks::finding);
    put(map, Signal.class, AlertChecks::signal);
    put(map, Alert.class, AlertChecks::alert);
    putTold(map, AlertCommand.class, AlertChecks::alertCommand);
    put(map, Notification.class, AlertChecks::notification);
    put(map, Delivery.class, AlertChecks::delivery);
    put(map, DeliveryReceipt.class, AlertChecks::deliveryReceipt);
    put(map, Suppression.class, AlertChecks::suppression);
    put(map, Definition.class, LedgerChecks::definition);
    put(map, TokenRevocation.class, LedgerChecks::tokenRevocation);
    put(map, AuditEntry.class, LedgerChecks::auditEntry);
    put(map, AuditCheckpoint.class, LedgerChecks::auditCheckpoint);
    return Map.copyOf(map);
  }

  private static <T extends SpecificRecordBase> void put(
      Map<Class<?>, RecordValidator<?>> map, Class<T> type, RecordValidator<T> validator) {
    map.put(type, validator);
  }

  /** Of records that others write, too. */
  private static <T extends SpecificRecordBase> void putTold(
      Map<Class<?>, RecordValidator<?>> map, Class<T> type, RecordValidator<T> validator) {
    RecordValidator<T> limits = new TextLimits<>(RecordModel.data().getSchema(type));
    put(
        map,
        type,
        record -> {
          limits.validate(record);
          validator.validate(record);
        });
  }
}
