package dev.gantry.ingest.city.truth;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;

/** Whom tracks are of, frame by frame. */
final class TrackFits {

  private static final int LEAST_FRAMES = 8;

  /** Frames in which a track must be of somebody to be about him. */
  private static final int LEAST_FRAMES_ABOUT = 3;

  /** By track and camera: two cameras may give their tracks the same ids. */
  private final Map<String, Map<String, Fit>> fits = new HashMap<>();

  private static final class Fit {
    private final Map<String, Integer> frames = new HashMap<>();
    private final Map<String, Double> speeds = new HashMap<>();

    OptionalDouble meanSpeed() {
      return frames.entrySet().stream()
          .max(
              Map.Entry.<String, Integer>comparingByValue()
                  .thenComparing(Map.Entry.comparingByKey()))
          .filter(most -> most.getValue() >= LEAST_FRAMES)
          .stream()
          .mapToDouble(most -> speeds.getOrDefault(most.getKey(), 0.0) / most.getValue())
          .findFirst();
    }
  }

  /** Notes that a track of a camera was of an object in a frame. */
  void add(String camera, String trackId, TrueObject object) {
    Fit fit =
        fits.computeIfAbsent(trackId, id -> new HashMap<>())
            .computeIfAbsent(camera, id -> new Fit());
    fit.frames.merge(object.actorId(), 1, Integer::sum);
    fit.speeds.merge(object.actorId(), object.speedMps(), Double::sum);
  }

  /** How many tracks are known. */
  int size() {
    return fits.values().stream().mapToInt(Map::size).sum();
  }

  /** Lets go of a track. */
  void forget(String camera, String trackId) {
    fits.computeIfPresent(
        trackId,
        (id, byCamera) -> {
          byCamera.remove(camera);
          return byCamera.isEmpty() ? null : byCamera;
        });
  }

  /** True mean speed of whom a track was of for {@value #LEAST_FRAMES} frames or more, m/s. */
  OptionalDouble meanSpeed(String camera, String trackId) {
    Fit fit = fits.getOrDefault(trackId, Map.of()).get(camera);
    return fit == null ? OptionalDouble.empty() : fit.meanSpeed();
  }

  /**
   * Whether a track was of somebody for {@value #LEAST_FRAMES_ABOUT} frames or more.
   *
   * @param camera empty for that of any camera
   */
  boolean isAbout(String camera, String trackId, String actorId) {
    return fits.getOrDefault(trackId, Map.of()).entrySet().stream()
        .filter(fit -> camera.isEmpty() || fit.getKey().equals(camera))
        .anyMatch(fit -> fit.getValue().frames.getOrDefault(actorId, 0) >= LEAST_FRAMES_ABOUT);
  }
}
