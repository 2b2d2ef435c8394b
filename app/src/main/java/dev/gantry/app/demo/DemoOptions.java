package dev.gantry.app.demo;

import dev.gantry.ingest.Pace;
import dev.gantry.ingest.SimulatorSettings;
import dev.gantry.ingest.city.CityScenario;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.Optional;

/**
 * What a demo is to show.
 *
 * @param video video to show; absent for a scene
 * @param camera definition of the camera of a video or the road, a YAML file; absent for an
 *     uncalibrated one, or the scene's own
 * @param model definition of the model, a YAML file, or the model's own file; absent for motion
 * @param rules file or directory of rules; absent for those of the scene
 * @param duration how long to run; absent until interrupted, or with {@code json} until a video has
 *     been shown
 * @param keep directory to keep the data in; absent for a temporary one
 * @param port port of the page, 0 for a free one
 * @param scene what is shown without a video
 * @param cameras cameras of the city
 * @param timeOfDay local time at which the city begins
 * @param seed seed of what is rendered
 * @param startTime event time of the first frame
 * @param pace how fast its time passes
 * @param json whether the summary is one JSON object on the last line
 */
public record DemoOptions(
    Optional<Path> video,
    Optional<Path> camera,
    Optional<Path> model,
    Optional<Path> rules,
    Optional<Duration> duration,
    Optional<Path> keep,
    int port,
    Scene scene,
    int cameras,
    LocalTime timeOfDay,
    long seed,
    Instant startTime,
    Pace pace,
    boolean json) {

  /**
   * Event time of the first frame unless another is stated: fixed, so that runs can be compared.
   */
  public static final String DEFAULT_START_TIME = "2026-01-01T00:00:00Z";

  private static final int CITY_FPS = 10;

  /** What is shown when there is no video. */
  public enum Scene {
    /** A simulated city with several cameras. */
    CITY,
    /** One rendered road with one camera. */
    ROAD
  }

  /**
   * As above.
   *
   * @throws IllegalArgumentException when no city can be as asked for
   */
  public DemoOptions {
    if (video.isEmpty() && scene == Scene.CITY) {
      SimulatorSettings.requireFilmable(city(seed, cameras, timeOfDay));
    }
  }

  /** The city that these options describe. */
  CityScenario scenario() {
    return city(seed, cameras, timeOfDay);
  }

  private static CityScenario city(long seed, int cameras, LocalTime timeOfDay) {
    return new CityScenario(seed, cameras, CITY_FPS, timeOfDay.toSecondOfDay(), true);
  }
}
