package dev.gantry.topologies.port;

import dev.gantry.domain.signin.Place;
import java.util.Optional;

/** Says where network addresses are. Safe for any thread; the same address, the same place. */
@FunctionalInterface
public interface GeoLocator {

  /** Knows of no address where it is. */
  GeoLocator NONE = address -> Optional.empty();

  /**
   * Where an address is.
   *
   * @param address IPv4 or IPv6 text
   * @return empty when it is not known, or no address
   */
  Optional<Located> locate(String address);

  /**
   * What is known of an address.
   *
   * @param country ISO 3166-1 alpha-2; empty when not known
   * @param place absent when only the country is known
   */
  record Located(String country, Optional<Place> place) {}
}
