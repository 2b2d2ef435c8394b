package dev.gantry.bench.tracking;

import dev.gantry.domain.geometry.Box;

/**
 * Where an object really is in one frame.
 *
 * @param id identity within the sequence
 * @param box pixels
 * @param role what it is in the evaluation
 */
record Truth(int id, Box box, Role role) {

  /** What an object is in the evaluation. */
  enum Role {
    /** It has to be found. */
    COUNTED,
    /**
     * It need not be found, and does no harm when it is: of a class that looks alike, cut off or
     * hidden too far.
     */
    HARMLESS,
    /** It need not be found, and whoever takes it for one that counts is wrong. */
    OTHER
  }

  /** Whether it has to be found. */
  boolean counted() {
    return role == Role.COUNTED;
  }
}
