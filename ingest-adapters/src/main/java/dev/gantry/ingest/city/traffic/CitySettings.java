package dev.gantry.ingest.city.traffic;

/**
 * What decides a city and a day in it.
 *
 * @param seed any number; another seed is another city
 * @param columns streets that run north, 1 to 100
 * @param rows streets that run east, 1 to 100
 * @param secondOfDay local time at which it begins, 0 to 86,399
 * @param intensity traffic and people as a share of the usual, 0 to 2
 * @param secondsBetweenIncidents mean; infinite for none
 */
public record CitySettings(
    long seed,
    int columns,
    int rows,
    double secondOfDay,
    double intensity,
    double secondsBetweenIncidents) {

  public CitySettings {
    require("secondOfDay", secondOfDay, 0, 86_399);
    require("intensity", intensity, 0, 2);
    if (!(secondsBetweenIncidents > 0)) {
      throw new IllegalArgumentException(
          "secondsBetweenIncidents: expected above 0, found " + secondsBetweenIncidents);
    }
  }

  private static void require(String field, double value, double from, double to) {
    if (!(value >= from && value <= to)) {
      throw new IllegalArgumentException(
          "%s: expected %s to %s, found %s".formatted(field, from, to, value));
    }
  }
}
