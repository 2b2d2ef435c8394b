package dev.gantry.ingest.city.truth;

import java.util.List;

/**
 * Something that truly went wrong.
 *
 * @param id unique in the city
 * @param kind what, as rules are named: {@code speeding}, {@code camera_frozen} ...
 * @param place where: a segment, a camera or a series
 * @param who the actor, or the person or task concerned; empty when nobody in particular
 * @param begins seconds since the city's beginning
 * @param ends seconds; infinite while it lasts
 * @param cameras cameras that saw it, or are concerned by it
 * @param measure how bad, in the unit of its kind
 */
public record TrueIncident(
    String id,
    String kind,
    String place,
    String who,
    double begins,
    double ends,
    List<String> cameras,
    double measure) {

  public TrueIncident {
    cameras = List.copyOf(cameras);
  }
}
