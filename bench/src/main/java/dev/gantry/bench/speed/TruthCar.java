package dev.gantry.bench.speed;

import java.util.Set;

/**
 * A car as the gates measured it.
 *
 * @param id number in its file
 * @param kmh mean speed from the first gate to the last, km/h
 * @param valid whether it counts
 * @param lanes lanes it may be in
 * @param lastSeconds when it crosses the last line, seconds into the video
 */
record TruthCar(int id, double kmh, boolean valid, Set<Integer> lanes, double lastSeconds) {}
