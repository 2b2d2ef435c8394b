package dev.gantry.ingest.city.truth;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How long one camera has seen each vehicle stand, hidden for a while or not. */
final class SeenStands {

  /** Who stands longer than the lights of a junction take for all its approaches, seconds. */
  private static final double LONG = 95;

  /** Who stands for a while is a stopped vehicle, seconds. */
  private static final double SEEN = 25;

  private final Map<String, Double> since = new HashMap<>();
  private double interruptedAt = Double.NEGATIVE_INFINITY;
  private double now;

  /** Takes in a frame. */
  void see(List<TrueObject> objects, double seconds) {
    now = seconds;
    for (TrueObject object : objects) {
      if (object.speedMps() < TrueObject.STANDING_MPS) {
        since.putIfAbsent(object.actorId(), seconds);
      } else {
        since.remove(object.actorId());
      }
    }
  }

  /** Notes that the camera sees nothing at a moment: nobody knows who drives on meanwhile. */
  void interrupt(double seconds) {
    interruptedAt = seconds;
  }

  /** Whether somebody has stood before the camera for longer than any light stays red. */
  boolean isLong(TrueObject object) {
    return seconds(object) > LONG;
  }

  /** Whether somebody has stood before the camera for so long, without a break, that it shows. */
  boolean isSeen(TrueObject object) {
    return Math.min(seconds(object), now - interruptedAt) > SEEN;
  }

  private double seconds(TrueObject object) {
    Double from = since.get(object.actorId());
    return from == null ? 0 : now - from;
  }
}
