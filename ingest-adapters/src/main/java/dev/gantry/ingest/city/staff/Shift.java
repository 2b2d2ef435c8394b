package dev.gantry.ingest.city.staff;

/**
 * One person's work on one day.
 *
 * @param person who
 * @param day since the city's first, which is a Monday and day 0
 * @param begins local seconds: since the midnight with which day 0 begins
 * @param ends local seconds
 * @param from where
 */
record Shift(Person person, long day, double begins, double ends, Where from) {

  /** Where somebody works. */
  enum Where {
    DESK,
    HOME,
    ABROAD
  }

  /** Whether it is going on. */
  boolean isAt(double local) {
    return local >= begins && local < ends;
  }
}
