package dev.gantry.ingest.city.traffic;

/**
 * How many vehicles come into the city in the course of a day: a low at night and two peaks, the
 * shape that traffic counts of working days on urban arterials have; the values are our own.
 */
public final class Demand {

  /** Share of the busiest hour, hour by hour. */
  private static final double[] HOURLY = {
    .14, .09, .07, .06, .09, .22, .55, .90, 1.0, .82, .74, .76, .80, .79, .81, .90, .98, 1.0, .85,
    .66, .52, .42, .33, .22
  };

  private static final double HOUR = 3600;

  private Demand() {}

  /**
   * Share of the demand of the busiest hour, 0 to 1; linear between the middles of hours.
   *
   * @param secondOfDay 0 to 86,400; beyond, the next day
   */
  public static double share(double secondOfDay) {
    double hours = secondOfDay / HOUR - .5;
    int before = (int) Math.floor(hours);
    double into = hours - before;
    return (1 - into) * hourly(before) + into * hourly(before + 1);
  }

  private static double hourly(int hour) {
    return HOURLY[Math.floorMod(hour, 24)];
  }
}
