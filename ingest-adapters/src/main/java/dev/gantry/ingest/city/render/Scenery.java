package dev.gantry.ingest.city.render;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What stands in a camera's view, sorted so that few things are asked for each ray. */
final class Scenery {

  private static final int TILE = 16;
  private static final double CELL_METRES = 8;

  /** Things with corners nearer than this may be anywhere in the image, metres of depth. */
  private static final double NEAR = .5;

  private final View view;
  private final Vec sun;
  private final int columns;
  private final int rows;
  private final List<List<Thing>> tiles = new ArrayList<>();
  private final Map<Long, List<Thing>> shades = new HashMap<>();

  /**
   * @param sun direction to it, upwards
   */
  Scenery(View view, List<Thing> things, Vec sun) {
    this.view = view;
    this.sun = sun;
    this.columns = (view.width() + TILE - 1) / TILE;
    this.rows = (view.height() + TILE - 1) / TILE;
    for (int i = 0; i < columns * rows; i++) {
      tiles.add(new ArrayList<>());
    }
    for (Thing thing : things) {
      sort(thing);
      shade(thing);
    }
  }

  /** A thing that a ray meets, and how far along. */
  record Met(Thing thing, double way) {}

  /** The first thing seen through a point of the image; null for none. */
  @Nullable Met first(double u, double v, Ray ray) {
    Thing nearest = null;
    double least = Double.POSITIVE_INFINITY;
    for (Thing thing : tiles.get((int) v / TILE * columns + (int) u / TILE)) {
      double way = thing.hit(ray);
      if (way < least) {
        least = way;
        nearest = thing;
      }
    }
    return nearest == null ? null : new Met(nearest, least);
  }

  /** Whether nothing stands between a point and the sun. */
  boolean isSunlit(Vec point) {
    Vec foot = point.minus(sun.times(point.z() / sun.z()));
    var ray = new Ray(point, sun);
    for (Thing thing : shades.getOrDefault(cell(foot.x(), foot.y()), List.of())) {
      if (thing.hit(ray) < Double.POSITIVE_INFINITY) {
        return false;
      }
    }
    return true;
  }

  private void sort(Thing thing) {
    double left = Double.MAX_VALUE;
    double top = Double.MAX_VALUE;
    double right = -Double.MAX_VALUE;
    double bottom = -Double.MAX_VALUE;
    boolean near = false;
    boolean behind = true;
    for (Vec corner : thing.hull()) {
      double depth = view.depth(corner);
      behind &= depth <= 0;
      if (depth < NEAR) {
        near = true;
        continue;
      }
      left = Math.min(left, view.u(corner));
      right = Math.max(right, view.u(corner));
      top = Math.min(top, view.v(corner));
      bottom = Math.max(bottom, view.v(corner));
    }
    if (behind) {
      return;
    }
    int firstColumn = near ? 0 : tile(left, columns);
    int lastColumn = near ? columns - 1 : tile(right, columns);
    int firstRow = near ? 0 : tile(top, rows);
    int lastRow = near ? rows - 1 : tile(bottom, rows);
    boolean outside = right < 0 || bottom < 0 || left > view.width() || top > view.height();
    for (int row = firstRow; row <= lastRow && (near || !outside); row++) {
      for (int column = firstColumn; column <= lastColumn; column++) {
        tiles.get(row * columns + column).add(thing);
      }
    }
  }

  private static int tile(double pixel, int count) {
    return (int) Math.max(0, Math.min(count - 1, Math.floor(pixel / TILE)));
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
        shades.computeIfAbsent(cell(x, y), key -> new ArrayList<>()).add(thing);
      }
    }
  }

  private static long cell(double x, double y) {
    long column = (long) Math.floor(x / CELL_METRES);
    long row = (long) Math.floor(y / CELL_METRES);
    return (column << 32) ^ (row & 0xFFFFFFFFL);
  }
}
