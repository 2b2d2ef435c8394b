package dev.gantry.ingest.city.traffic;

import dev.gantry.ingest.city.road.Movement;
import dev.gantry.ingest.city.road.RoadNetwork;
import dev.gantry.ingest.city.road.Turn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which way a vehicle goes on from a lane. */
final class Ways {

  private final List<List<List<Movement>>> byLinkAndLane = new ArrayList<>();

  Ways(RoadNetwork network) {
    network
        .links()
        .forEach(link -> byLinkAndLane.add(List.of(link.movements(0), link.movements(1))));
  }

  /** The way it wants if its lane has it, else straight on; empty at the edge of the city. */
  Optional<Movement> next(Vehicle vehicle, int lane) {
    List<Movement> movements = byLinkAndLane.get(vehicle.link().index()).get(lane);
    Movement found = null;
    for (Movement movement : movements) {
      boolean wanted = movement.turn() == vehicle.turn();
      if (wanted || (movement.turn() == Turn.THROUGH && found == null)) {
        found = movement;
      }
      if (wanted) {
        break;
      }
    }
    return Optional.ofNullable(found);
  }

  /** The ways on from the lane of a vehicle. */
  List<Movement> from(Vehicle vehicle) {
    return byLinkAndLane.get(vehicle.link().index()).get(vehicle.lane());
  }
}
