package dev.gantry.ingest.city.camera;

import dev.gantry.domain.geometry.Box;
import dev.gantry.ingest.city.traffic.Actor;

/**
 * An actor as a camera sees it.
 *
 * @param actor who
 * @param box the part of its outline that lies in the image, pixels
 * @param depth of its middle, metres
 * @param visible share of its outline that is in the image and not hidden by one nearer, 0 to 1
 */
public record Sighting(Actor actor, Box box, double depth, double visible) {

  /** The same elsewhere in the image. */
  public Sighting at(Box other) {
    return new Sighting(actor, other, depth, visible);
  }
}
