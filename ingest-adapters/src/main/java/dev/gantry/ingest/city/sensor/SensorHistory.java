package dev.gantry.ingest.city.sensor;

import dev.gantry.ingest.city.CityRecords;
import dev.gantry.ingest.city.CityScenario;
import dev.gantry.ingest.city.CityWatch;
import dev.gantry.ingest.city.RecordTimes;
import dev.gantry.ingest.city.traffic.City;
import java.time.Duration;
import java.time.Instant;

/**
 * What the sensors of a city measured before its beginning, while nothing was wrong: who judges
 * readings by what came before has to have seen some. Used by one thread at a time.
 */
public final class SensorHistory {

  /** So many readings that those of the city are judged from its first one on, and none before. */
  public static final Duration UNTIL_JUDGED = Duration.ofMinutes(144);

  private static final int SECONDS_A_DAY = 86_400;

  private final CityWatch watch;
  private final SensorRecords records;
  private final int seconds;
  private int moment;

  /**
   * @param scenario the city
   * @param start event time of its beginning
   * @param length how long before that the history begins, whole seconds
   */
  public SensorHistory(CityScenario scenario, Instant start, Duration length) {
    this.seconds = Math.toIntExact(length.toSeconds());
    int begins = scenario.secondOfDay() - seconds;
    CityScenario before =
        new CityScenario(
            scenario.seed(),
            scenario.cameras(),
            scenario.framesPerSecond(),
            Math.floorMod(begins, SECONDS_A_DAY),
            false);
    this.watch = new CityWatch(before);
    this.records =
        new SensorRecords(
            before, watch, new RecordTimes(start.minus(length)), SensorSettings.USUAL, begins);
  }

  /**
   * Gives the next readings, all of one moment.
   *
   * @return whether there are more
   */
  public boolean next(CityRecords.Sink sink) {
    moment += SensorSettings.USUAL.intervalSeconds();
    while (watch.city().now() < moment - City.STEP_SECONDS / 2) {
      watch.city().step();
    }
    records.until(moment, sink);
    return moment < seconds;
  }
}
