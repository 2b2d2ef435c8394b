package dev.gantry.ingest.city.staff;

import dev.gantry.ingest.city.Draws;
import java.util.List;

/**
 * The network as the staff and others use it: the city's own in 10.20.0.0/16, and outside the
 * ranges for documentation (RFC 5737). Homes are in 192.0.2.0/24, the mobile network of the country
 * in the lower half of 203.0.113.0/24, hosting in its upper half, other countries in
 * 198.51.100.0/24. Attacks come from all of these.
 */
final class Addresses {

  /** Where everybody lives. */
  private static final Place HOME = new Place("DE", 53.55, 9.99);

  /** Nearer than any journey of a day; somebody of the staff may be there. */
  private static final List<Place> NEAR =
      List.of(
          new Place("FR", 48.86, 2.35),
          new Place("GB", 51.51, -.13),
          new Place("ES", 40.42, -3.70),
          new Place("IT", 41.90, 12.50));

  private static final List<Place> FAR =
      List.of(
          new Place("SG", 1.35, 103.82),
          new Place("BR", -23.55, -46.63),
          new Place("US", 40.71, -74.01),
          new Place("ZA", -26.20, 28.05));

  private static final int BLOCK = 32;
  private static final int HOSTS = 254;

  /** Degrees by which two places in one town differ at most: 10 km. */
  private static final double TOWN = .09;

  private Addresses() {}

  private record Place(String country, double latitude, double longitude) {}

  /** The desk of somebody. */
  static Source desk(Person person) {
    int number = person.number();
    return new Source("10.20." + (1 + number / 200) + "." + (10 + number % 200), "", 0, 0);
  }

  /** The home of somebody; a few share one. */
  static Source home(Person person) {
    return residential(person.draw(4));
  }

  /** Some home in the country. */
  static Source residential(long hash) {
    return at(HOME, "192.0.2." + host(hash, 1, HOSTS));
  }

  /** The mobile network, which gives somebody another address every day, shared with others. */
  static Source mobile(Person person, long day) {
    return mobile(Draws.mix(person.draw(5), day));
  }

  /** Some address of the mobile network. */
  static Source mobile(long hash) {
    return at(HOME, "203.0.113." + host(hash, 1, 127));
  }

  /** A hotel in a country nearby. */
  static Source hotel(long hash) {
    int which = (int) Math.floorMod(hash, (long) NEAR.size());
    return at(NEAR.get(which), abroad(which, hash));
  }

  /** Somewhere on another continent. */
  static Source overseas(long hash) {
    int which = (int) Math.floorMod(hash, (long) FAR.size());
    return at(FAR.get(which), abroad(NEAR.size() + which, hash));
  }

  /** A rented server. */
  static Source hosting(long hash) {
    int host = host(hash, 128, HOSTS - 127);
    Place place = host % 2 == 0 ? NEAR.get(host / 2 % NEAR.size()) : FAR.get(host / 2 % FAR.size());
    return at(place, "203.0.113." + host);
  }

  /** Anywhere outside of the city's own network. */
  static Source outside(long hash) {
    long bits = Draws.mix(hash, 1);
    return switch ((int) Math.floorMod(hash, 5L)) {
      case 0 -> residential(bits);
      case 1 -> mobile(bits);
      case 2 -> hotel(bits);
      case 3 -> overseas(bits);
      default -> hosting(bits);
    };
  }

  /** Anywhere outside, in the country where the staff live. */
  static Source domestic(long hash) {
    long bits = Draws.mix(hash, 1);
    return Math.floorMod(hash, 2L) == 0 ? residential(bits) : mobile(bits);
  }

  private static String abroad(int block, long hash) {
    return "198.51.100." + (block * BLOCK + host(hash, 1, BLOCK - 2));
  }

  private static int host(long hash, int first, int count) {
    return first + (int) Math.floorMod(hash >>> 8, (long) count);
  }

  /** Every address has its own place within the town. */
  private static Source at(Place town, String address) {
    long hash = Draws.mix(9_171, address.hashCode());
    double north = TOWN * (2 * Draws.uniform(hash) - 1);
    double east = TOWN * (2 * Draws.uniform(Draws.mix(hash, 1)) - 1);
    return new Source(
        address, town.country, hundredth(town.latitude + north), hundredth(town.longitude + east));
  }

  private static double hundredth(double degrees) {
    return Math.round(degrees * 100) / 100.0;
  }
}
