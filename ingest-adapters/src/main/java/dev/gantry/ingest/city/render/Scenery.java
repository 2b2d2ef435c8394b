package dev.gantry.ingest.city.render;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What stands in a camera's view, sorted so that few things are asked for each ray. */
final class Scenery {

  private static final int TILE = 16;

  /** Things with corners nearer than this may be anywhere in the image, metres of depth. */
  private static final double NEAR = .5;

  private final View view;
  private final int columns;
  private final int rows;
  private final List<List<Thing>> tiles = new ArrayList<>();

  Scenery(View view, List<Thing> things) {
    this.view = view;
    this.columns = (view.width() + TILE - 1) / TILE;
    this.rows = (view.height() + TILE - 1) / TILE;
    for (int i = 0; i < columns * rows; i++) {
      tiles.add(new ArrayList<>());
    }
    things.forEach(this::sort);
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
}
