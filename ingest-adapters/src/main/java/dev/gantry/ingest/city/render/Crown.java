package dev.gantry.ingest.city.render;

import java.util.ArrayList;
import java.util.List;

/** A clump of leaves: a ball with a ragged edge; several make the crown of a tree. */
final class Crown implements Thing {

  private static final Colour LEAVES = Colour.of(0x5E7A45);

  private final Vec middle;
  private final double radius;
  private final long seed;

  Crown(Vec middle, double radius, long seed) {
    this.middle = middle;
    this.radius = radius;
    this.seed = seed;
  }

  @Override
  public double hit(Ray ray) {
    Vec from = ray.origin().minus(middle);
    Vec way = ray.direction();
    double a = way.dot(way);
    double half = from.dot(way);
    double inside = half * half - a * (from.dot(from) - radius * radius);
    if (inside <= 0) {
      return Double.POSITIVE_INFINITY;
    }
    double enter = (-half - Math.sqrt(inside)) / a;
    if (enter <= 0) {
      return Double.POSITIVE_INFINITY;
    }
    // Near its edge a ray passes between leaves.
    double solid = inside / (a * radius * radius);
    return leaves(ray.at(enter), 7) < .2 + 1.6 * solid ? enter : Double.POSITIVE_INFINITY;
  }

  @Override
  public Look look(Vec point) {
    Vec normal = point.minus(middle).times(1 / radius);
    double ragged = leaves(point, 5);
    double inner = .45 + .35 * (normal.z() + 1) / 2 + .55 * (ragged - .4);
    Vec bent =
        normal
            .plus(new Vec(leaves(point, 3) - .5, leaves(point, 4) - .5, leaves(point, 6) - .2))
            .unit();
    Colour hue = LEAVES.plus(new Colour(.08, .03, -.02).times(Noise.cell(seed, 0, 1)));
    return new Look(hue.times(1.15 * inner), bent);
  }

  private double leaves(Vec point, double perMetre) {
    double x = perMetre * point.x();
    double y = perMetre * point.y();
    double z = perMetre * point.z();
    return (Noise.smooth(x, y, seed) + Noise.smooth(y, z, seed + 1) + Noise.smooth(z, x, seed + 2))
        / 3;
  }

  @Override
  public List<Vec> hull() {
    List<Vec> corners = new ArrayList<>(8);
    for (int i = 0; i < 8; i++) {
      double x = (i & 1) == 0 ? -radius : radius;
      double y = (i & 2) == 0 ? -radius : radius;
      double z = (i & 4) == 0 ? -radius : radius;
      corners.add(middle.plus(new Vec(x, y, z)));
    }
    return corners;
  }
}
