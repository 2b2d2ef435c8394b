package dev.gantry.ingest.city.traffic;

import dev.gantry.ingest.city.road.Link;
import dev.gantry.ingest.city.road.Movement;
import dev.gantry.ingest.city.road.RoadNetwork;
import dev.gantry.ingest.city.road.Turn;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;

/** Which way a vehicle goes on from a lane. */
final class Ways {

  /** No link has more lanes. */
  private static final int LANES = 2;

  private final Exits[] exits;

  /** The ways on from one lane, and by the turn that is wanted the one that is taken. */
  private static final class Exits {
    private final List<Movement> all;
    private final EnumMap<Turn, Optional<Movement>> next = new EnumMap<>(Turn.class);

    Exits(List<Movement> all) {
      this.all = all;
      for (Turn turn : Turn.values()) {
        next.put(turn, to(turn).or(() -> to(Turn.THROUGH)));
      }
    }

    private Optional<Movement> to(Turn turn) {
      return all.stream().filter(movement -> movement.turn() == turn).findFirst();
    }
  }

  Ways(RoadNetwork network) {
    exits = new Exits[LANES * network.links().size()];
    for (Link link : network.links()) {
      for (int lane = 0; lane < LANES; lane++) {
        exits[LANES * link.index() + lane] = new Exits(link.movements(lane));
      }
    }
  }

  /** The way it wants if its lane has it, else straight on; empty at the edge of the city. */
  Optional<Movement> next(Vehicle vehicle, int lane) {
    return exits(vehicle, lane).next.getOrDefault(vehicle.turn(), Optional.empty());
  }

  /** The ways on from the lane of a vehicle. */
  List<Movement> from(Vehicle vehicle) {
    return exits(vehicle, vehicle.lane()).all;
  }

  private Exits exits(Vehicle vehicle, int lane) {
    return exits[LANES * vehicle.link().index() + lane];
  }
}
