package dev.gantry.ingest;

import dev.gantry.ingest.city.camera.CameraDefinitions;
import dev.gantry.ingest.city.sensor.Reading;
import dev.gantry.ingest.city.staff.AuthRecord;
import dev.gantry.ingest.city.staff.Source;
import dev.gantry.ingest.city.staff.TaskRecord;
import dev.gantry.schemas.records.AuthEvent;
import dev.gantry.schemas.records.AuthOutcome;
import dev.gantry.schemas.records.SensorReading;
import dev.gantry.schemas.records.TaskEvent;
import dev.gantry.schemas.records.TimeMode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Makes records for Kafka of what a simulated city gives rise to.
 *
 * @param source name of the city, for people
 */
public record CityRecordWriter(String source) {

  /** The record of a measurement. */
  public SensorReading reading(Reading reading) {
    return SensorReading.newBuilder()
        .setSeriesId(reading.seriesId())
        .setSensorId(reading.sensorId())
        .setSite(CameraDefinitions.SITE)
        .setMetric(reading.metric())
        .setUnit(reading.unit())
        .setValue(reading.value().orElse(0.0))
        .setMissing(reading.value().isEmpty())
        .setOccurredAtUs(reading.occurredAtUs())
        .setOccurredAtRawUs(reading.occurredAtUs())
        .setIngestedAtUs(reading.ingestedAtUs())
        .setTimeMode(TimeMode.REPLAY)
        .setSource(source)
        .setAttributes(sorted(reading.attributes()))
        .build();
  }

  /** The record of an event of a task. */
  public TaskEvent task(TaskRecord event) {
    return TaskEvent.newBuilder()
        .setEventId(event.id())
        .setType(event.type())
        .setTaskId(event.taskId())
        .setUserId(event.userId())
        .setSite(CameraDefinitions.SITE)
        .setScheduleId(event.scheduleId())
        .setOccurredAtUs(event.occurredAtUs())
        .setOccurredAtRawUs(event.occurredAtUs())
        .setIngestedAtUs(event.ingestedAtUs())
        .setTimeMode(TimeMode.REPLAY)
        .setPayload(sorted(event.payload()))
        .setSource(source)
        .setAttributes(Map.of())
        .setOrigins(List.of())
        .build();
  }

  /** The record of a use of a credential. */
  public AuthEvent signIn(AuthRecord event) {
    Source from = event.session().source();
    return AuthEvent.newBuilder()
        .setEventId(event.id())
        .setType(event.type())
        .setPrincipal(event.session().principal())
        .setOutcome(outcome(event.outcome()))
        .setSourceAddress(from.address())
        .setSourcePort(event.port())
        .setService(event.session().service())
        .setMethod(event.method())
        .setReason(event.reason())
        .setSite(CameraDefinitions.SITE)
        .setGate(event.gate())
        .setSessionId(event.sessionId())
        .setDeviceId(event.session().device())
        .setUserAgent(event.session().program())
        .setCountry(from.country())
        .setLocated(from.isLocated())
        .setLatitudeDeg(from.latitude())
        .setLongitudeDeg(from.longitude())
        .setOccurredAtUs(event.occurredAtUs())
        .setOccurredAtRawUs(event.occurredAtUs())
        .setIngestedAtUs(event.ingestedAtUs())
        .setTimeMode(TimeMode.REPLAY)
        .setSource(source)
        .setAttributes(sorted(event.attributes()))
        .setOrigins(List.of())
        .build();
  }

  private static AuthOutcome outcome(AuthRecord.Outcome outcome) {
    return switch (outcome) {
      case OPEN -> AuthOutcome.UNKNOWN;
      case SUCCESS -> AuthOutcome.SUCCESS;
      case FAILURE -> AuthOutcome.FAILURE;
    };
  }

  /** The same bytes every time. */
  private static Map<String, String> sorted(Map<String, String> entries) {
    return new TreeMap<>(entries);
  }
}
