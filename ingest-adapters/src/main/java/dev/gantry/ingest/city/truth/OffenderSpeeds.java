package dev.gantry.ingest.city.truth;

import dev.gantry.ingest.city.traffic.Actor;
import dev.gantry.ingest.city.traffic.RoadIncident;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** How fast those are whom incidents on roads are about, at every frame while they last. */
final class OffenderSpeeds {

  private final Map<String, Speeds> speeds = new HashMap<>();
  private double secondsBefore = Double.NEGATIVE_INFINITY;
  private List<Actor> actorsBefore = List.of();

  /**
   * The speeds of one of them.
   *
   * @param from index of the first frame in which it was so
   * @param mps speed in that frame and in those that follow, m/s
   */
  record Speeds(long from, List<Double> mps) {}

  /**
   * Takes in a frame. What has begun at the frame before is known only now: a step of the city
   * later.
   *
   * @param seconds when it is taken
   * @param incidents what goes on
   * @param actors everybody in the city
   */
  void look(long seq, double seconds, List<RoadIncident> incidents, List<Actor> actors) {
    List<RoadIncident> offences =
        incidents.stream().filter(each -> !each.actorId().isEmpty()).toList();
    List<RoadIncident> begun =
        offences.stream().filter(each -> !speeds.containsKey(each.id())).toList();
    take(seq - 1, secondsBefore, begun, actorsBefore);
    take(seq, seconds, offences, actors);
    secondsBefore = seconds;
    actorsBefore = actors;
  }

  private void take(long seq, double seconds, List<RoadIncident> offences, List<Actor> actors) {
    Map<String, List<RoadIncident>> byActor =
        offences.stream()
            .filter(each -> isThen(each, Rounding.micros(seconds)))
            .collect(Collectors.groupingBy(RoadIncident::actorId));
    if (byActor.isEmpty()) {
      return;
    }
    for (Actor actor : actors) {
      byActor
          .getOrDefault(actor.id(), List.of())
          .forEach(incident -> add(incident.id(), seq, actor.speedMps()));
    }
  }

  private static boolean isThen(RoadIncident incident, double seconds) {
    return seconds >= Rounding.micros(incident.begins())
        && seconds <= Rounding.micros(incident.ends());
  }

  /** Who leaves the city and comes back is not told of again. */
  private void add(String incident, long seq, double mps) {
    Speeds known = speeds.computeIfAbsent(incident, id -> new Speeds(seq, new ArrayList<>()));
    if (known.from + known.mps.size() == seq) {
      known.mps.add(Rounding.thousandths(mps));
    }
  }

  /** Of an incident; empty when it is about nobody, or was over before the next frame. */
  Optional<Speeds> of(String incident) {
    return Optional.ofNullable(speeds.get(incident));
  }
}
