package dev.gantry.ingest.city;

import java.time.Duration;
import java.util.Locale;

/**
 * What decides everything that a simulated city shows, counts and says.
 *
 * @param seed any number; another seed is another city
 * @param cameras how many cameras it has, 1 to 10,000
 * @param framesPerSecond of each camera, 1 to 60
 * @param secondOfDay local time at which it begins, 0 to 86,399
 * @param incidents whether anything goes wrong: on the roads, with cameras, with sensors
 */
public record CityScenario(
    long seed, int cameras, int framesPerSecond, int secondOfDay, boolean incidents) {

  /** A working day's morning. */
  public static final int DEFAULT_SECOND_OF_DAY = 8 * 3600;

  public CityScenario {
    require("cameras", cameras, 1, 10_000);
    require("fps", framesPerSecond, 1, 60);
    require("time of day", secondOfDay, 0, 86_399);
  }

  private static void require(String field, int value, int from, int to) {
    if (value < from || value > to) {
      throw new IllegalArgumentException(
          "%s: expected %d to %d, found %d".formatted(field, from, to, value));
    }
  }

  /** When a frame is taken, seconds since the city's beginning. */
  public double secondsOf(long frameSeq) {
    return (double) frameSeq / framesPerSecond;
  }

  /** The same in whole microseconds, as records tell it. */
  public Duration position(long frameSeq) {
    return RecordTimes.sinceBeginning(secondsOf(frameSeq));
  }

  /** Name of the city, which stands for all that it shows: the same name, the same city. */
  public String name() {
    return String.format(
        Locale.ROOT,
        "city, seed %d, %d cameras, %d frames/s, from %02d:%02d%s%s",
        seed,
        cameras,
        framesPerSecond,
        secondOfDay / 3600,
        secondOfDay / 60 % 60,
        secondOfDay % 60 == 0 ? "" : String.format(Locale.ROOT, ":%02d", secondOfDay % 60),
        incidents ? "" : ", nothing wrong");
  }
}
