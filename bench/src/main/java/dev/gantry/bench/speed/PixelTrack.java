package dev.gantry.bench.speed;

import dev.gantry.domain.geometry.Point;
import java.util.List;

/**
 * Where somebody's tracker saw a car.
 *
 * @param id number in its file
 * @param sightings in the order of time
 */
record PixelTrack(int id, List<Sighting> sightings) {

  /**
   * One sighting.
   *
   * @param frame frame number
   * @param place a point of the car on the road, pixels
   */
  record Sighting(int frame, Point place) {}
}
