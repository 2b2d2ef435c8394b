package dev.gantry.ingest.city.staff;

import dev.gantry.ingest.city.Draws;
import java.util.Locale;

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
    return String.format(Locale.ROOT, "u-%03d@city.example", number);
  }

  /** Whether the account is used from a phone too. */
  boolean hasPhone() {
    return Draws.uniform(draw(1)) < .7;
  }

  /** The computer at the desk, or at home. */
  String computer() {
    return String.format(Locale.ROOT, "pc-%08x", (int) draw(2));
  }

  /** The phone. */
  String phone() {
    return String.format(Locale.ROOT, "phone-%08x", (int) draw(3));
  }

  /** Bits of a hash, the same for the same use. */
  long draw(long use) {
    return Draws.mix(seed, use);
  }
}
