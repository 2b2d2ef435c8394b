package dev.gantry.ingest.city.truth;

import dev.gantry.ingest.city.camera.CityCamera;
import dev.gantry.ingest.city.camera.Sighting;
import dev.gantry.ingest.city.traffic.Actor;
import dev.gantry.ingest.city.traffic.RoadIncident;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Which cameras saw whom an incident is about, and which so clearly that it has to be found. One
 * with which something is wrong sees nothing.
 */
final class Witnesses {

  /** For so long it is seen clearly before it has to be found, seconds: no rule takes one frame. */
  private static final double CLEARLY_SECONDS = .5;

  /**
   * Who hides more of the road before him than this, metres, hides who he may be waiting behind: a
   * bus or truck that is seen from behind.
   */
  private static final double HIDES_METRES = 16;

  private final List<CityCamera> cameras;
  private final double framesPerSecond;
  private final List<SeenStands> stands;
  private final Map<String, SortedSet<String>> names = new HashMap<>();
  private final Map<String, Integer> clearFrames = new HashMap<>();
  private final Set<String> clear = new HashSet<>();

  Witnesses(List<CityCamera> cameras, double framesPerSecond) {
    this.cameras = cameras;
    this.framesPerSecond = framesPerSecond;
    this.stands = cameras.stream().map(camera -> new SeenStands()).toList();
  }

  /**
   * Takes in a frame of a camera.
   *
   * @param seen what it would show if nothing were wrong with it
   * @param fault whether something is
   * @param incidents what goes on
   */
  void look(
      int camera,
      List<Sighting> seen,
      double seconds,
      boolean fault,
      List<RoadIncident> incidents) {
    SeenStands standing = stands.get(camera);
    standing.see(seen.stream().map(TrueObject::of).toList(), seconds);
    if (fault) {
      standing.interrupt(seconds);
      return;
    }
    for (RoadIncident incident : incidents) {
      List<Sighting> concerned =
          seen.stream().filter(one -> concerns(incident, one, standing)).toList();
      if (!concerned.isEmpty()) {
        String name = cameras.get(camera).id();
        names.computeIfAbsent(incident.id(), id -> new TreeSet<>()).add(name);
        if (concerned.stream().anyMatch(one -> isClear(incident, one, camera))
            && showsOther(incident, seen)) {
          count(incident.id(), name);
        }
      }
    }
  }

  private void count(String incident, String camera) {
    int frames = clearFrames.merge(incident + "@" + camera, 1, Integer::sum);
    if (frames >= CLEARLY_SECONDS * framesPerSecond) {
      clear.add(incident);
    }
  }

  private static boolean concerns(RoadIncident incident, Sighting seen, SeenStands standing) {
    return incident.kind() == RoadIncident.Kind.QUEUE
        ? seen.actor().linkId().equals(incident.linkId()) && standing.isLong(TrueObject.of(seen))
        : seen.actor().id().equals(incident.actorId());
  }

  /** Who sees but one of two sees nothing happen between them. */
  private static boolean showsOther(RoadIncident incident, List<Sighting> seen) {
    return incident.otherId().isEmpty()
        || seen.stream()
            .filter(one -> one.actor().id().equals(incident.otherId()))
            .anyMatch(one -> TrueObject.of(one).isExpected());
  }

  private boolean isClear(RoadIncident incident, Sighting seen, int camera) {
    TrueObject object = TrueObject.of(seen);
    return object.isExpected()
        && (incident.kind() != RoadIncident.Kind.STOPPED_VEHICLE
            || (stands.get(camera).isSeen(object)
                && hidden(cameras.get(camera), seen.actor()) < HIDES_METRES));
  }

  /** Length of the road before somebody that he hides from a camera, metres. */
  private static double hidden(CityCamera camera, Actor actor) {
    boolean goesAway = StrictMath.cos(actor.pose().heading() - camera.foot().heading()) > 0;
    double middle = camera.ahead(actor.pose().x(), actor.pose().y());
    double half = actor.length() / 2;
    return goesAway
        ? (middle + half) * camera.height() / (camera.height() - actor.height()) - (middle - half)
        : 0;
  }

  /** Ids of the cameras that saw any of an incident, sorted. */
  List<String> of(String incident) {
    return List.copyOf(names.getOrDefault(incident, Collections.emptySortedSet()));
  }

  /** Whether one of them saw it so clearly that it has to be found. */
  boolean sawClearly(String incident) {
    return clear.contains(incident);
  }
}
