package dev.gantry.ingest.city.camera;

import dev.gantry.ingest.city.traffic.Actor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds actors by where they are, so that a camera looks only at those near it. */
public final class ActorGrid {

  static final double CELL_METRES = 40;

  private final Map<Long, List<Placed>> cells = new HashMap<>();

  /** An actor with the sine and cosine of its heading, which every camera near it needs. */
  record Placed(Actor actor, double sin, double cos) {

    static Placed of(Actor actor) {
      double heading = actor.pose().heading();
      return new Placed(actor, StrictMath.sin(heading), StrictMath.cos(heading));
    }
  }

  public ActorGrid(List<Actor> actors) {
    for (Actor actor : actors) {
      long cell = cell(column(actor.pose().x()), column(actor.pose().y()));
      cells.computeIfAbsent(cell, key -> new ArrayList<>()).add(Placed.of(actor));
    }
  }

  /** Those in a cell; none for a cell without any. */
  List<Placed> in(long cell) {
    return cells.getOrDefault(cell, List.of());
  }

  static long column(double metres) {
    return (long) Math.floor(metres / CELL_METRES);
  }

  static long cell(long column, long row) {
    return column * 100_003 + row;
  }
}
