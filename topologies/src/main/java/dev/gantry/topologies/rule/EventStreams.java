package dev.gantry.topologies.rule;

import static dev.gantry.topologies.rule.StreamFields.event;
import static dev.gantry.topologies.rule.StreamFields.reading;
import static dev.gantry.topologies.rule.StreamFields.stream;

import dev.gantry.schemas.records.Anomaly;
import dev.gantry.schemas.records.AuthEvent;
import dev.gantry.schemas.records.Finding;
import dev.gantry.schemas.records.TaskEvent;
import java.util.List;

/** The streams of events: anomalies, tasks, sign-ins and what was found in them. */
public final class EventStreams {

  private EventStreams() {}

  static RuleStream anomalies() {
    FieldTable anomaly =
        new FieldTable.Builder("anomaly", Anomaly.SCHEMA$)
            .renaming("anomaly_id", "id")
            .renaming("series_id", "series")
            .renaming("sensor_id", "sensor")
            .renaming("camera_id", "camera")
            .renaming("segment_id", "segment")
            .build();
    return stream(
            "anomalies",
            Anomaly.class,
            Anomaly::getOccurredAtUs,
            Anomaly::getTimeMode,
            Anomaly::getAnomalyId)
        .tables(anomaly, event(Anomaly.class, Anomaly.SCHEMA$, Anomaly::getOccurredAtUs))
        .label("series", reading(Anomaly.class, Anomaly::getSeriesId))
        .label("sensor", reading(Anomaly.class, EventStreams::sensorOf))
        .label("site", reading(Anomaly.class, Anomaly::getSite))
        .label("camera", reading(Anomaly.class, Anomaly::getCameraId))
        .label("segment", reading(Anomaly.class, Anomaly::getSegmentId))
        .label("metric", reading(Anomaly.class, Anomaly::getMetric))
        .identity("series")
        .timePer(reading(Anomaly.class, Anomaly::getSeriesId))
        .build();
  }

  /** A series that is not one sensor's stands for itself. */
  private static String sensorOf(Anomaly anomaly) {
    return anomaly.getSensorId().isEmpty() ? anomaly.getSeriesId() : anomaly.getSensorId();
  }

  static RuleStream tasks() {
    FieldTable task =
        new FieldTable.Builder("task", TaskEvent.SCHEMA$)
            .renaming("task_id", "id")
            .renaming("user_id", "user")
            .renaming("schedule_id", "schedule")
            .build();
    return stream(
            "task-events",
            TaskEvent.class,
            TaskEvent::getOccurredAtUs,
            TaskEvent::getTimeMode,
            EventStreams::idOf)
        .tables(task, event(TaskEvent.class, TaskEvent.SCHEMA$, TaskEvent::getOccurredAtUs))
        .label("task", reading(TaskEvent.class, TaskEvent::getTaskId))
        .label("site", reading(TaskEvent.class, TaskEvent::getSite))
        .label("user", reading(TaskEvent.class, TaskEvent::getUserId))
        .label("schedule", reading(TaskEvent.class, TaskEvent::getScheduleId))
        .identity("task")
        .identified(record -> true)
        .build();
  }

  /**
   * Logical id of what happened to a task: its own, or one that is derived from all that it says.
   * Two updates of the same second may say different things.
   */
  public static String idOf(TaskEvent happened) {
    return happened.getEventId().isEmpty()
        ? happened.getTaskId()
            + "@"
            + happened.getType()
            + "-"
            + happened.getOccurredAtUs()
            + "-"
            + ContentId.of(happened)
        : happened.getEventId();
  }

  static RuleStream auth() {
    FieldTable auth =
        new FieldTable.Builder("auth", AuthEvent.SCHEMA$)
            .renaming("session_id", "session")
            .renaming("device_id", "device")
            .build();
    return stream(
            "auth-events",
            AuthEvent.class,
            AuthEvent::getOccurredAtUs,
            AuthEvent::getTimeMode,
            EventStreams::idOf)
        .tables(auth, event(AuthEvent.class, AuthEvent.SCHEMA$, AuthEvent::getOccurredAtUs))
        .label("principal", reading(AuthEvent.class, AuthEvent::getPrincipal))
        .label("source", reading(AuthEvent.class, AuthEvent::getSourceAddress))
        .label("site", reading(AuthEvent.class, AuthEvent::getSite))
        .label("gate", reading(AuthEvent.class, AuthEvent::getGate))
        .label("service", reading(AuthEvent.class, AuthEvent::getService))
        .identity(
            reading(
                AuthEvent.class,
                happened -> List.of(happened.getPrincipal().isEmpty() ? "source" : "principal")))
        .identified(reading(AuthEvent.class, happened -> !happened.getEventId().isEmpty())::apply)
        .build();
  }

  /** Logical id of a sign-in: its own, or one that is derived from what it says. */
  public static String idOf(AuthEvent happened) {
    return happened.getEventId().isEmpty()
        ? happened.getPrincipal() + "@" + happened.getType() + "-" + happened.getOccurredAtUs()
        : happened.getEventId();
  }

  static RuleStream findings() {
    FieldTable finding =
        new FieldTable.Builder("finding", Finding.SCHEMA$).renaming("finding_id", "id").build();
    return stream(
            "signin-findings",
            Finding.class,
            Finding::getOccurredAtUs,
            Finding::getTimeMode,
            Finding::getFindingId)
        .tables(finding, event(Finding.class, Finding.SCHEMA$, Finding::getOccurredAtUs))
        .label("principal", reading(Finding.class, Finding::getPrincipal))
        .label("source", reading(Finding.class, Finding::getSourceAddress))
        .label("site", reading(Finding.class, Finding::getSite))
        .label("type", reading(Finding.class, Finding::getType))
        .identity(
            reading(
                Finding.class,
                found -> List.of(found.getPrincipal().isEmpty() ? "source" : "principal")))
        .build();
  }
}
