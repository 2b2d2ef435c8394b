package dev.gantry.ingest.scene;

import dev.gantry.domain.geometry.Box;
import dev.gantry.domain.geometry.Point;

/**
 * What is true of one vehicle in one frame.
 *
 * @param id vehicle, the same in all frames of its passage
 * @param label {@code car}, {@code van} or {@code truck}
 * @param box tight around the vehicle with its wheels, without its shadow, clipped to the frame,
 *     pixels
 * @param ground point of the road below its middle, metres
 * @param speedKmh km/h
 * @param visibleShare share of its outline that is inside the frame and not behind a nearer
 *     vehicle, 0 to 1; where two hide the same part it counts twice
 */
public record VehicleTruth(
    String id, String label, Box box, Point ground, double speedKmh, double visibleShare) {}
