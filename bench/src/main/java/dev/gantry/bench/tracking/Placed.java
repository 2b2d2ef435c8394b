package dev.gantry.bench.tracking;

import dev.gantry.domain.geometry.Box;

/**
 * Where a tracker says an object is in one frame.
 *
 * @param id identity within the sequence
 * @param box pixels
 * @param score confidence in the track, 0 to 1
 */
record Placed(int id, Box box, double score) {}
