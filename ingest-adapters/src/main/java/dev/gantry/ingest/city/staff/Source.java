package dev.gantry.ingest.city.staff;

/**
 * A network address and where it is.
 *
 * @param address IPv4 text; empty for no network
 * @param country ISO 3166-1 alpha-2; empty within the city's own network
 * @param latitude degrees north; 0 within the city's own network
 * @param longitude degrees east; 0 within the city's own network
 */
public record Source(String address, String country, double latitude, double longitude) {

  /** No network at all. */
  static final Source NONE = new Source("", "", 0, 0);

  /** Whether it is known where it is. */
  public boolean isLocated() {
    return !country.isEmpty();
  }
}
