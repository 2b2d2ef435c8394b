package dev.gantry.ingest.city.staff;

import dev.gantry.ingest.city.Draws;

/**
 * One of the staff.
 *
 * @param number from 0, unique
 * @param role what as
 * @param seed decides all habits
 */
record Person(int number, Role role, long seed) {

  /** The account. */
  String principal() {
    return "u-%03d@city.example".formatted(number);
  }

  /** Whether the account is used from a phone too. */
  boolean hasPhone() {
    return Draws.uniform(draw(1)) < .7;
  }

  /** The computer at the desk, or at home. */
  String computer() {
    return "pc-%08x".formatted((int) draw(2));
  }

  /** The phone. */
  String phone() {
    return "phone-%08x".formatted((int) draw(3));
  }

  /** Bits of a hash, the same for the same use. */
  long draw(long use) {
    return Draws.mix(seed, use);
  }
}
