package dev.gantry.bench.faults;

import dev.gantry.ingest.city.Draws;

/**
 * What a crowd does, drawn by a seed.
 *
 * @param seed any number
 */
record CrowdDraws(long seed) {

  /** A number from 0 to below a bound, of a purpose and a number. */
  long below(int bound, String purpose, long number) {
    return Math.floorMod(hash(purpose, number), (long) bound);
  }

  /** A nearly normal number with mean 0 and deviation 1, of the same. */
  double normal(String purpose, long number) {
    return Draws.nearlyNormal(hash(purpose, number));
  }

  private long hash(String purpose, long number) {
    return Draws.mix(Draws.mix(seed, purpose.hashCode()), number);
  }
}
