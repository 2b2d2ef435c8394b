package dev.gantry.ingest.city;

import dev.gantry.ingest.city.camera.CityCamera;
import dev.gantry.ingest.city.render.Conditions;

/**
 * Light and weather over the city, decided by the seed and the time of day: night from evening to
 * morning, a low sun in the eyes of cameras that look towards it soon after and before, rain in
 * some half hours, in some a wind that shakes the cameras, and in some {@link Uplinks} that are
 * narrow.
 */
final class CityWeather {

  private static final double DAY = 86_400;
  private static final double HOUR = 3600;
  private static final double DAWN = 6.25 * HOUR;
  private static final double DUSK = 20 * HOUR;
  private static final double LOW_SUN = .9 * HOUR;
  private static final double SPELL = HOUR / 2;
  private static final double RAINY = .2;
  private static final double WINDY = .1;

  /** A camera looks into the sun within this of its direction, cosine. */
  private static final double INTO_THE_SUN = .8;

  private final long seed;

  CityWeather(long seed) {
    this.seed = seed;
  }

  /**
   * What a camera has to cope with.
   *
   * @param secondOfDay local time; beyond 86,400 the days after
   */
  Conditions at(CityCamera camera, double secondOfDay) {
    long spell = Draws.mix(seed, (long) (secondOfDay / SPELL));
    return inWeather(camera, secondOfDay % DAY, rain(spell))
        .withShake(shake(spell))
        .withJpegQuality(Uplinks.jpegQuality(camera, spell));
  }

  private static Conditions inWeather(CityCamera camera, double time, double rain) {
    if (time < DAWN || time >= DUSK) {
      return Conditions.NIGHT.withRain(rain);
    }
    return rain > 0 ? Conditions.DAY.withRain(rain) : Conditions.DAY.withGlare(glare(camera, time));
  }

  private static double rain(long spell) {
    boolean isRainy = Draws.uniform(spell) < RAINY;
    return isRainy ? .3 + .6 * Draws.uniform(Draws.mix(spell, 1)) : 0;
  }

  /** Pixels that the picture of a camera on its mast moves by, either way. */
  private static double shake(long spell) {
    boolean isWindy = Draws.uniform(Draws.mix(spell, 2)) < WINDY;
    return isWindy ? 1 + 2 * Draws.uniform(Draws.mix(spell, 3)) : 0;
  }

  /** The sun rises in the east and sets in the west. */
  private static double glare(CityCamera camera, double time) {
    double towardsEast = StrictMath.sin(camera.foot().heading());
    double low = time < DAWN + LOW_SUN ? towardsEast : time >= DUSK - LOW_SUN ? -towardsEast : 0;
    return low > INTO_THE_SUN ? .7 : 0;
  }
}
