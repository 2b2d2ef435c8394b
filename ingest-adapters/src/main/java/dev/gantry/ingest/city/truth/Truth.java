package dev.gantry.ingest.city.truth;

import java.util.List;
import java.util.Optional;

/**
 * What is true of a simulated city, as those who judge by it ask for it: computed ({@link
 * CityTruth}) or read from a file ({@link WrittenTruth}); both say the same. Used by one thread at
 * a time.
 */
public interface Truth {

  /** How many cameras there are. */
  int cameraCount();

  /** The index of a camera, from 0; empty when it is not of this city. */
  Optional<Integer> camera(String cameraId);

  /** When a frame is taken, seconds since the city's beginning. */
  double secondsOf(long seq);

  /** What a camera would show in a frame if nothing were wrong with it; the nearest first. */
  List<TrueObject> frame(int camera, long seq);

  /** Whether something is wrong with a camera in a frame. */
  boolean isFaulty(int camera, long seq);

  /** All that has gone wrong up to a frame. */
  List<TrueIncident> incidentsUntil(long seq);

  /** Lets go of the frames before one, which nobody asks for any more. */
  void forgetBefore(long seq);
}
