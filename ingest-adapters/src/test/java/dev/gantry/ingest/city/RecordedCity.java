package dev.gantry.ingest.city;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.ingest.CityRecordWriter;
import dev.gantry.ingest.city.sensor.Reading;
import dev.gantry.ingest.city.staff.AuthRecord;
import dev.gantry.ingest.city.staff.TaskRecord;
import dev.gantry.ingest.city.truth.TrueIncident;
import dev.gantry.schemas.records.AuthEvent;
import dev.gantry.schemas.records.SensorReading;
import dev.gantry.schemas.records.TaskEvent;
import dev.gantry.schemas.serde.RecordValidator;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** All records of some time of a city, checked to be valid and in the order of event times. */
public final class RecordedCity implements CityRecords.Sink {

  public static final Instant START = Instant.parse("2026-01-05T00:00:00Z");

  private static final RecordValidator<SensorReading> READINGS =
      RecordValidator.of(SensorReading.class);
  private static final RecordValidator<TaskEvent> TASKS = RecordValidator.of(TaskEvent.class);
  private static final RecordValidator<AuthEvent> SIGN_INS = RecordValidator.of(AuthEvent.class);

  public final List<SensorReading> readings = new ArrayList<>();
  public final List<TaskEvent> tasks = new ArrayList<>();
  public final List<AuthEvent> signIns = new ArrayList<>();
  public final List<TrueIncident> incidents = new ArrayList<>();
  public final CityWatch watch;

  private final CityRecords records;
  private final CityRecordWriter writer;
  private final double framesPerSecond;
  private long seq;
  private long latestUs;

  /** Begins at second 0. */
  public RecordedCity(CityScenario scenario, Function<CityWatch, CityRecords> source) {
    this.watch = new CityWatch(scenario);
    this.records = source.apply(watch);
    this.writer = new CityRecordWriter(scenario.name());
    this.framesPerSecond = scenario.framesPerSecond();
  }

  /** Goes on, and asks for records after every frame. */
  public RecordedCity until(double seconds) {
    while (seq / framesPerSecond < seconds) {
      watch.advanceTo(++seq);
      records.until(seq / framesPerSecond, this);
    }
    incidents.clear();
    incidents.addAll(records.incidentsUntil(seconds));
    return this;
  }

  /** Seconds since the beginning. */
  public static double secondsOf(long micros) {
    return (micros - START.getEpochSecond() * 1_000_000) / 1e6;
  }

  /** What went wrong of a kind. */
  public List<TrueIncident> incidents(String kind) {
    return incidents.stream().filter(incident -> incident.kind().equals(kind)).toList();
  }

  @Override
  public void reading(Reading reading) {
    SensorReading written = writer.reading(reading);
    READINGS.validate(written);
    follow(written.getOccurredAtUs(), written.getIngestedAtUs());
    readings.add(written);
  }

  @Override
  public void task(TaskRecord event) {
    TaskEvent written = writer.task(event);
    TASKS.validate(written);
    follow(written.getOccurredAtUs(), written.getIngestedAtUs());
    tasks.add(written);
  }

  @Override
  public void signIn(AuthRecord event) {
    AuthEvent written = writer.signIn(event);
    SIGN_INS.validate(written);
    follow(written.getOccurredAtUs(), written.getIngestedAtUs());
    signIns.add(written);
  }

  private void follow(long occurredUs, long ingestedUs) {
    assertThat(occurredUs).isBetween(latestUs, ingestedUs);
    assertThat(secondsOf(occurredUs)).isLessThanOrEqualTo(seq / framesPerSecond);
    latestUs = occurredUs;
  }
}
