package dev.gantry.ingest.city.traffic;

import dev.gantry.ingest.city.road.Junction;
import dev.gantry.ingest.city.road.Link;
import dev.gantry.ingest.city.road.Movement;
import dev.gantry.ingest.city.road.Pose;
import dev.gantry.ingest.city.road.RoadNetwork;
import dev.gantry.ingest.city.road.Turn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where people wait at the kerbs of junctions, and where straight on leads them. */
final class Kerbs {

  private static final double FROM_EDGE = .7;

  private final List<Optional<Link>> onward = new ArrayList<>();
  private final List<Optional<Link>> backward = new ArrayList<>();
  private final double[] waitingForward;
  private final double[] waitingBackward;

  Kerbs(RoadNetwork network) {
    network.links().forEach(link -> onward.add(through(link)));
    network.links().forEach(link -> backward.add(Optional.empty()));
    for (Link link : network.links()) {
      onward.get(link.index()).ifPresent(next -> backward.set(next.index(), Optional.of(link)));
    }
    waitingForward = waiting(network, true);
    waitingBackward = waiting(network, false);
  }

  private static double[] waiting(RoadNetwork network, boolean forward) {
    return network.links().stream().mapToDouble(link -> kerb(link, forward)).toArray();
  }

  private static Optional<Link> through(Link link) {
    return link.movements().stream()
        .filter(movement -> movement.turn() == Turn.THROUGH)
        .map(Movement::to)
        .findFirst();
  }

  /** The link straight on from one end of a link; empty at the edge of the city. */
  Optional<Link> next(Link link, boolean forward) {
    return (forward ? onward : backward).get(link.index());
  }

  /** The junction at one end of a link. */
  static Optional<Junction> junction(Link link, boolean forward) {
    return forward ? link.to() : link.from();
  }

  /** Where one waits who walks towards an end of a link, metres from the link's start. */
  double waiting(Link link, boolean forward) {
    return (forward ? waitingForward : waitingBackward)[link.index()];
  }

  private static double kerb(Link link, boolean forward) {
    double pavement =
        junction(link, forward)
            .map(junction -> junction.setback() - crossedKerb(link, forward) - FROM_EDGE)
            .orElse(0.0);
    return forward ? link.length() + pavement : -pavement;
  }

  /** Half the width of the street that is crossed, metres. */
  private static double crossedKerb(Link link, boolean forward) {
    Junction junction = junction(link, forward).orElseThrow();
    return junction.approaches().stream()
        .filter(other -> StrictMath.abs(StrictMath.cos(other.heading() - link.heading())) < .7)
        .mapToDouble(Link::kerbOffset)
        .max()
        .orElse(0);
  }

  static double distance(Pose from, Pose to) {
    return StrictMath.hypot(to.x() - from.x(), to.y() - from.y());
  }
}
