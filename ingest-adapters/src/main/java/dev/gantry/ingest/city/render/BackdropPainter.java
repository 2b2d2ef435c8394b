package dev.gantry.ingest.city.render;

import dev.gantry.ingest.city.render.Scenery.Met;
import dev.gantry.ingest.city.render.Streets.Ground;

/** Paints backdrops: four rays through each pixel to what stands there, the ground or the sky. */
final class BackdropPainter {

  private static final double FARTHEST = 3000;
  private static final Colour SKY_HIGH = Colour.of(0x7FA6CF);

  private final View view;
  private final Streets streets;
  private final Scenery scenery;
  private final Shades shades;
  private final Lamps lamps;
  private final Lighting lighting;

  BackdropPainter(
      View view, Streets streets, Scenery scenery, Shades shades, Lamps lamps, Lighting lighting) {
    this.view = view;
    this.streets = streets;
    this.scenery = scenery;
    this.shades = shades;
    this.lamps = lamps;
    this.lighting = lighting;
  }

  /** What a ray finds: depth of what stands there, and how much of the sun is on the ground. */
  private record Sample(Colour colour, double standing, double sunlit) {}

  Backdrop paint() {
    int count = view.width() * view.height();
    var pixels = new byte[3 * count];
    var standing = new float[count];
    var sunlit = new byte[count];
    for (int row = 0; row < view.height(); row++) {
      for (int column = 0; column < view.width(); column++) {
        int i = row * view.width() + column;
        Sample mean = mean(column, row);
        int rgb = mean.colour.rgb();
        pixels[3 * i] = (byte) (rgb >> 16);
        pixels[3 * i + 1] = (byte) (rgb >> 8);
        pixels[3 * i + 2] = (byte) rgb;
        standing[i] = (float) mean.standing;
        sunlit[i] = (byte) (255 * mean.sunlit);
      }
    }
    return new Backdrop(pixels, standing, sunlit);
  }

  /** The mean of four rays through a pixel; something stands there when two of them meet it. */
  private Sample mean(int column, int row) {
    Colour sum = Colour.BLACK;
    double nearest = Double.POSITIVE_INFINITY;
    double second = Double.POSITIVE_INFINITY;
    double sun = 0;
    for (int i = 0; i < 4; i++) {
      Sample seen = sample(column + .25 + .5 * (i & 1), row + .25 + .5 * (i >> 1));
      sum = sum.plus(seen.colour);
      second = Math.min(second, Math.max(nearest, seen.standing));
      nearest = Math.min(nearest, seen.standing);
      sun += seen.sunlit;
    }
    return new Sample(sum.times(.25), second, sun / 4);
  }

  private Sample sample(double u, double v) {
    var ray = new Ray(view.eye(), view.ray(u, v));
    double ground = ray.direction().z() < 0 ? -view.eye().z() / ray.direction().z() : FARTHEST;
    Met met = scenery.first(u, v, ray);
    if (met != null && met.way() < Math.min(ground, FARTHEST)) {
      Vec point = ray.at(met.way());
      Look look = met.thing().look(point);
      Colour colour = look.albedo().times(light(point, look.normal()));
      Colour glow = look.glow().times(lighting.lamps());
      return new Sample(lighting.through(colour.plus(glow), met.way()), met.way(), 0);
    }
    return ground < FARTHEST ? ground(ray, ground) : sky(ray);
  }

  private Sample ground(Ray ray, double way) {
    Vec point = ray.at(way);
    Ground found = streets.at(point.x(), point.y(), way);
    boolean sunny = lighting.isSunny() && shades.isSunlit(point);
    Colour light = lighting.sky().plus(lamps(point, Vec.UP));
    if (sunny) {
      light = light.plus(lighting.sunlight().times(lighting.sun().z()));
    }
    Colour colour = found.albedo().times(light);
    if (lighting.wet()) {
      colour = wet(colour, point, ray, found.isRoad());
    }
    return new Sample(lighting.through(colour, way), Double.POSITIVE_INFINITY, sunny ? 1 : 0);
  }

  /** Wet ground is darker and mirrors the sky and the lamps, the more the flatter it is seen. */
  private Colour wet(Colour dry, Vec point, Ray ray, boolean isRoad) {
    double flat = 1 + ray.direction().unit().z();
    double mirror = (.03 + .60 * flat * flat * flat) * (isRoad ? 1 : .6);
    double puddles = .75 + .5 * Noise.smooth(point.x() / 1.3, point.y() / 1.3, 77);
    Colour sheen = lighting.haze().times(mirror * puddles);
    Colour lit = dry.times(isRoad ? .56 : .70).plus(sheen);
    return lighting.isNight()
        ? lit.plus(lamps.mirrored(point, view.eye()).times(puddles * (isRoad ? .8 : .4)))
        : lit;
  }

  private Colour light(Vec point, Vec normal) {
    Colour light = lighting.sky().times(.82 + .18 * normal.z()).plus(lamps(point, normal));
    double facing = lighting.sun().dot(normal);
    if (lighting.isSunny() && facing > 0 && shades.isSunlit(point.plus(normal.times(.02)))) {
      light = light.plus(lighting.sunlight().times(facing));
    }
    return light;
  }

  private Colour lamps(Vec point, Vec normal) {
    return lighting.isNight() ? lamps.on(point, normal) : Colour.BLACK;
  }

  private Sample sky(Ray ray) {
    double up = Math.max(0, Math.min(1, 3 * ray.direction().unit().z()));
    Colour high = lighting.isSunny() ? SKY_HIGH : lighting.haze();
    return new Sample(lighting.haze().towards(high, up), Double.POSITIVE_INFINITY, 0);
  }
}
