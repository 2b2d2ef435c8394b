package dev.gantry.ingest.city;

import dev.gantry.ingest.city.sensor.Reading;
import dev.gantry.ingest.city.sensor.SensorRecords;
import dev.gantry.ingest.city.sensor.SensorSettings;
import dev.gantry.ingest.city.staff.AuthRecord;
import dev.gantry.ingest.city.staff.StaffRecords;
import dev.gantry.ingest.city.staff.TaskRecord;
import dev.gantry.ingest.city.truth.TrueIncident;
import java.util.List;

/**
 * Records that a city gives rise to beside what its cameras see: readings, tasks, sign-ins. The
 * scenario alone decides them; the start time only dates them. Used by one thread at a time.
 */
public interface CityRecords {

  /**
   * All that a city gives rise to.
   *
   * @param watch stands at its beginning; the records come to be as it goes on
   * @param times event times of the records
   */
  static List<CityRecords> all(CityScenario scenario, CityWatch watch, RecordTimes times) {
    return List.of(
        new SensorRecords(scenario, watch, times, SensorSettings.USUAL),
        new StaffRecords(scenario, watch, times));
  }

  /**
   * Gives what has happened since the last call, in the order of event times.
   *
   * @param seconds until when, since the city's beginning, this moment included; the city must have
   *     come so far
   */
  void until(double seconds, Sink sink);

  /**
   * What has gone wrong, as far as records were given: in the order in which it became certain.
   *
   * @param seconds nothing that began later is told
   */
  List<TrueIncident> incidentsUntil(double seconds);

  /** Takes the records. */
  interface Sink {

    /** Takes a measurement. */
    void reading(Reading reading);

    /** Takes an event of a task. */
    void task(TaskRecord event);

    /** Takes a sign-in, or another use of a credential. */
    void signIn(AuthRecord event);

    /** Drops everything. */
    Sink NONE =
        new Sink() {
          @Override
          public void reading(Reading reading) {}

          @Override
          public void task(TaskRecord event) {}

          @Override
          public void signIn(AuthRecord event) {}
        };
  }
}
