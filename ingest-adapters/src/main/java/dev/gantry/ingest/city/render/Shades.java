package dev.gantry.ingest.city.render;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Where what stands beside the streets takes the sun away. */
final class Shades {

  private static final double CELL_METRES = 8;

  private final Vec sun;
  private final Map<Long, List<Thing>> cells = new HashMap<>();

  /**
   * @param sun direction to it, upwards
   */
  Shades(List<Thing> things, Vec sun) {
    this.sun = sun;
    things.forEach(this::shade);
  }

  /** Whether nothing stands between a point and the sun. */
  boolean isSunlit(Vec point) {
    Vec foot = point.minus(sun.times(point.z() / sun.z()));
    var ray = new Ray(point, sun);
    for (Thing thing : cells.getOrDefault(cell(foot.x(), foot.y()), List.of())) {
      if (thing.hit(ray) < Double.POSITIVE_INFINITY) {
        return false;
      }
    }
    return true;
  }

  private void shade(Thing thing) {
    double west = Double.MAX_VALUE;
    double south = Double.MAX_VALUE;
    double east = -Double.MAX_VALUE;
    double north = -Double.MAX_VALUE;
    for (Vec corner : thing.hull()) {
      Vec foot = corner.minus(sun.times(corner.z() / sun.z()));
      west = Math.min(west, foot.x());
      east = Math.max(east, foot.x());
      south = Math.min(south, foot.y());
      north = Math.max(north, foot.y());
    }
    for (double x = west; x < east + CELL_METRES; x += CELL_METRES) {
      for (double y = south; y < north + CELL_METRES; y += CELL_METRES) {
        cells.computeIfAbsent(cell(x, y), key -> new ArrayList<>()).add(thing);
      }
    }
  }

  private static long cell(double x, double y) {
    long column = (long) Math.floor(x / CELL_METRES);
    long row = (long) Math.floor(y / CELL_METRES);
    return (column << 32) ^ (row & 0xFFFFFFFFL);
  }
}
