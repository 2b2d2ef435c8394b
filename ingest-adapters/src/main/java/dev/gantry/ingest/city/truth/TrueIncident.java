package dev.gantry.ingest.city.truth;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Something that truly went wrong: times to a microsecond, the measure to a thousandth.
 *
 * @param id unique in the city
 * @param kind what, as rules are named: {@code speeding}, {@code camera_frozen} ...
 * @param place where: a segment, a camera or a series
 * @param who the actor, or the person or task concerned; empty when nobody in particular
 * @param begins seconds since the city's beginning
 * @param ends seconds; infinite while it lasts
 * @param cameras cameras that saw it, or are concerned by it
 * @param measure how bad, in the unit of its kind
 * @param subjects whom and what it is about, beside cameras and actors, by the label with which
 *     alerts name it: {@code segment}, {@code series}, {@code principal}, {@code source}, {@code
 *     gate}, {@code task}, {@code user}; empty for what nothing but the truth tells of
 * @param clear whether records tell of it well enough for it to have to be found
 * @param other whom it takes too, of a near miss who is nearly run into; empty for none
 */
public record TrueIncident(
    String id,
    String kind,
    String place,
    String who,
    double begins,
    double ends,
    List<String> cameras,
    double measure,
    Map<String, Set<String>> subjects,
    boolean clear,
    String other) {

  private static final String ROAD = "segment";

  /**
   * What cameras see clearly if they see it at all, and records tell of clearly; of what happens on
   * a road only those of cameras do.
   */
  public TrueIncident(
      String id,
      String kind,
      String place,
      String who,
      double begins,
      double ends,
      List<String> cameras,
      double measure,
      Map<String, Set<String>> subjects) {
    this(
        id,
        kind,
        place,
        who,
        begins,
        ends,
        cameras,
        measure,
        subjects,
        !cameras.isEmpty() || subjects.keySet().stream().anyMatch(name -> !name.equals(ROAD)),
        "");
  }

  public TrueIncident {
    begins = Rounding.micros(begins);
    ends = Rounding.micros(ends);
    measure = Rounding.thousandths(measure);
    cameras = List.copyOf(cameras);
    subjects = Map.copyOf(subjects);
  }

  /** As it is known at a moment, seconds: when it will end nobody knows yet. */
  TrueIncident asOf(double seconds) {
    return ends <= seconds
        ? this
        : new TrueIncident(
            id,
            kind,
            place,
            who,
            begins,
            Double.POSITIVE_INFINITY,
            cameras,
            measure,
            subjects,
            clear,
            other);
  }
}
