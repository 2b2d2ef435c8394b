package dev.gantry.ingest.city;

import dev.gantry.ingest.city.camera.CityCamera;
import dev.gantry.ingest.city.render.Conditions;

/**
 * The networks through which cameras send their pictures: in one of ten half hours those of about
 * one camera in four are narrow, and it compresses its pictures until they show blocks.
 */
final class Uplinks {

  private static final double BUSY = .1;
  private static final double NARROW = .25;

  /** JPEG qualities through a narrow network: below, a car far off is no more than a block. */
  private static final int LOWEST = 12;

  private static final int HIGHEST = 24;

  private Uplinks() {}

  /**
   * Quality of the pictures of a camera, 1 to 100.
   *
   * @param spell hash of the half hour, the same for all cameras
   */
  static int jpegQuality(CityCamera camera, long spell) {
    long own = Draws.mix(Draws.mix(spell, 5), camera.id().hashCode());
    boolean isNarrow = Draws.uniform(Draws.mix(spell, 4)) < BUSY && Draws.uniform(own) < NARROW;
    return isNarrow
        ? LOWEST + (int) ((HIGHEST - LOWEST + 1) * Draws.uniform(Draws.mix(own, 1)))
        : Conditions.USUAL_QUALITY;
  }
}
