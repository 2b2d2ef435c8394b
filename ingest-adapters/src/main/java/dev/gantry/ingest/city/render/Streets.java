package dev.gantry.ingest.city.render;

import dev.gantry.ingest.city.road.Link;
import dev.gantry.ingest.city.road.RoadNetwork;
import java.util.List;
import java.util.function.Predicate;

/** The ground of the city near a camera: asphalt, marks, kerbs, pavements and lawns. */
final class Streets {

  /** How much the corners of the kerbs are rounded, metres. */
  private static final double ROUNDED = 3.5;

  private static final double KERB = .22;
  private static final double GUTTER = .35;
  private static final double SLAB = .75;

  /** Beyond this distance grain is finer than a pixel, metres. */
  private static final double GRAIN_METRES = 70;

  private static final Colour ASPHALT = Colour.of(0x74757A);
  private static final Colour PAINT = Colour.of(0xECECE6);
  private static final Colour KERBSTONE = Colour.of(0xB9B5AC);
  private static final Colour SLABS = Colour.of(0xA49C90);
  private static final Colour GRASS = Colour.of(0x6F8350);
  private static final Colour SOIL = Colour.of(0x8A8272);

  private final List<Street> streets;
  private final long seed;

  Streets(RoadNetwork network, Predicate<Link> near, long seed) {
    this.seed = seed;
    this.streets =
        network.links().stream()
            .filter(link -> link.index() % 2 == 0 && near.test(link))
            .map(link -> new Street(link, network.opposite(link)))
            .toList();
  }

  /** Albedo of a place, and whether it is carriageway. */
  record Ground(Colour albedo, boolean isRoad) {}

  /**
   * What is on a place.
   *
   * @param distance from who looks, metres
   */
  Ground at(double x, double y, double distance) {
    Street nearest = null;
    double least = Double.MAX_VALUE;
    double north = 1e3;
    double east = 1e3;
    double along = 0;
    double right = 0;
    for (Street street : streets) {
      double way = street.along(x, y);
      double aside = street.right(x, y);
      double outside = street.outside(way, aside);
      if (street.runsNorth()) {
        north = Math.min(north, outside);
      } else {
        east = Math.min(east, outside);
      }
      if (outside < least) {
        least = outside;
        nearest = street;
        along = way;
        right = aside;
      }
    }
    double outside = union(north, east);
    double fine = Math.max(0, 1 - distance / GRAIN_METRES);
    if (outside < 0) {
      boolean marked = nearest != null && nearest.isMarked(along, right);
      return new Ground(carriageway(x, y, outside, right, marked, fine), true);
    }
    return new Ground(beside(x, y, outside, along, right, fine), false);
  }

  /** Distance from both kinds of streets, rounded where they meet: Quilez's smooth minimum. */
  private static double union(double north, double east) {
    double near = Math.max(0, ROUNDED - Math.abs(north - east)) / ROUNDED;
    return Math.min(north, east) - near * near * ROUNDED / 4;
  }

  private Colour carriageway(
      double x, double y, double outside, double right, boolean marked, double fine) {
    double grain = .30 * fine * (Noise.smooth(14 * x, 14 * y, seed + 1) - .5);
    double patches = .16 * (Noise.smooth(x / 2.3, y / 2.3, seed + 2) - .5);
    double wide = .14 * (Noise.smooth(x / 11, y / 11, seed + 3) - .5);
    // Wheels polish two tracks into each lane, between them oil drips.
    double inLane = Math.abs(right) % Link.LANE_METRES - Link.LANE_METRES / 2;
    double track = Math.max(0, 1 - Math.abs(Math.abs(inLane) - .8) / .4);
    double oil = Math.max(0, 1 - Math.abs(inLane) / .4);
    double tone = 1 + grain + patches + wide - .05 * track - .045 * oil;
    if (outside > -GUTTER) {
      tone *= .86;
    }
    tone *= repaired(x, y);
    Colour asphalt = ASPHALT.times(tone);
    double worn = .95 - .5 * Math.max(0, Noise.smooth(5 * x, 5 * y, seed + 4) - .45) - .12 * track;
    return marked ? asphalt.towards(PAINT, worn) : asphalt;
  }

  /** Patches where somebody dug, and the lids of manholes. */
  private double repaired(double x, double y) {
    long i = (long) Math.floor(x / 13);
    long j = (long) Math.floor(y / 13);
    double kind = Noise.cell(i, j, seed + 5);
    double dx = x - 13 * (i + .2 + .6 * Noise.cell(i, j, seed + 6));
    double dy = y - 13 * (j + .2 + .6 * Noise.cell(i, j, seed + 7));
    if (kind < .22) {
      return Math.abs(dx) < 1.6 && Math.abs(dy) < .8 + kind * 3 ? .84 : 1;
    }
    return kind > .55 && dx * dx + dy * dy < .11 ? .62 : 1;
  }

  private Colour beside(
      double x, double y, double outside, double along, double right, double fine) {
    double grain = 1 + .22 * fine * (Noise.smooth(12 * x, 12 * y, seed + 8) - .5);
    double patches = .9 + .2 * Noise.smooth(x / 3, y / 3, seed + 9);
    if (outside < KERB) {
      return KERBSTONE.times(isJoint(along, 1.2, .05) ? .8 : grain * (.75 + .3 * patches));
    }
    if (outside < Link.PAVEMENT_METRES) {
      double slab = Noise.cell((long) Math.floor(along / SLAB), (long) Math.floor(right / SLAB), 0);
      boolean joint = isJoint(along, SLAB, .045) || isJoint(right, SLAB, .045);
      return SLABS.times(
          grain * patches * (.94 + .12 * slab) * (joint && fine > 0 ? 1 - .22 * fine : 1));
    }
    double lawn = Noise.smooth(x / 6, y / 6, seed + 10);
    double blades = .75 + .5 * Noise.smooth(8 * x, 8 * y, seed + 11) * fine + .2 * lawn;
    return outside < Link.PAVEMENT_METRES + .15
        ? KERBSTONE.times(.8 * grain)
        : GRASS.towards(SOIL, Math.max(0, lawn - .55)).times(blades);
  }

  private static boolean isJoint(double way, double spacing, double width) {
    return way - spacing * Math.floor(way / spacing) < width;
  }
}
