package dev.gantry.domain.signin;

/**
 * A place on earth.
 *
 * @param latitude degrees north, -90 to 90
 * @param longitude degrees east, -180 to 180
 */
public record Place(double latitude, double longitude) {

  /** Mean radius of the earth, km (IUGG). */
  private static final double EARTH_KM = 6_371.0088;

  public Place {
    if (!(Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180)) {
      throw new IllegalArgumentException(
          "place: expected -90 to 90 degrees north and -180 to 180 east, found "
              + latitude
              + ", "
              + longitude);
    }
  }

  /** The great-circle distance to another place, km (haversine formula). */
  public double distanceKm(Place other) {
    double north = Math.sin(Math.toRadians(other.latitude - latitude) / 2);
    double east = Math.sin(Math.toRadians(other.longitude - longitude) / 2);
    double across = Math.cos(Math.toRadians(latitude)) * Math.cos(Math.toRadians(other.latitude));
    double haversine = north * north + across * east * east;
    return 2 * EARTH_KM * Math.asin(Math.min(1, Math.sqrt(haversine)));
  }
}
