package dev.gantry.bench.tracking;

import dev.gantry.domain.geometry.Box;

/**
 * Where an object really is in one frame.
 *
 * @param id identity within the sequence
 * @param box pixels
 * @param counted false for what need not be found, and does no harm when it is: neighbouring
 *     classes, and objects that are cut off or hidden too far
 */
record Truth(int id, Box box, boolean counted) {}
