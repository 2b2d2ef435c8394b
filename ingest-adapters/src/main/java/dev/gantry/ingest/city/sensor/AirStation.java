package dev.gantry.ingest.city.sensor;

import dev.gantry.ingest.city.Draws;
import dev.gantry.ingest.city.traffic.Demand;

/**
 * What the air beside a road is like: warmest in the afternoon, and as loud as the traffic of the
 * hour makes it. One day is warmer than another.
 */
final class AirStation {

  private static final double DAY = 86_400;
  private static final double WARMEST = 15 * 3600;

  private final double warmer;
  private final double louder;

  /**
   * @param seed of this place
   */
  AirStation(long seed) {
    this.warmer = .6 * Draws.nearlyNormal(Draws.mix(seed, -1));
    this.louder = 2 * Draws.nearlyNormal(Draws.mix(seed, -2));
  }

  /**
   * Temperature, degrees Celsius.
   *
   * @param local seconds since the midnight before the city's beginning
   */
  double temperature(long citySeed, double local) {
    double swing = 5.5 * StrictMath.cos(2 * StrictMath.PI * (local - WARMEST) / DAY);
    return 11 + swing + weather(citySeed, local) + warmer;
  }

  /** Sound level without its noise, dB: tenfold the vehicles are 10 dB more. */
  double noise(double local) {
    return 68 + louder + 10 * StrictMath.log10(Demand.share(local));
  }

  /** Days differ; the same for all stations, and without steps. */
  private static double weather(long citySeed, double local) {
    long day = (long) Math.floor(local / DAY);
    double into = local / DAY - day;
    double share = into * into * (3 - 2 * into);
    return (1 - share) * ofDay(citySeed, day) + share * ofDay(citySeed, day + 1);
  }

  private static double ofDay(long citySeed, long day) {
    return 2 * Draws.nearlyNormal(Draws.mix(citySeed, 7_000 + day));
  }
}
