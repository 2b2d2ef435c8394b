package dev.gantry.ingest.city.truth;

import dev.gantry.domain.geometry.Box;
import dev.gantry.ingest.city.camera.Sighting;
import dev.gantry.ingest.city.traffic.Actor;
import java.util.Set;

/**
 * Somebody or something as it truly is in one frame of one camera: to a hundredth of a pixel, a
 * millimetre and a millimetre a second, so that a file says the same of it.
 *
 * @param actorId who
 * @param label class label
 * @param box the part of its outline in the image, pixels
 * @param visible share of its outline in the image and not hidden, 0 to 1
 * @param x middle of its floor, metres east of the city's middle
 * @param y metres north of it
 * @param speedMps m/s
 * @param linkId link it is on; empty within a junction
 */
public record TrueObject(
    String actorId,
    String label,
    Box box,
    double visible,
    double x,
    double y,
    double speedMps,
    String linkId) {

  /** Lower objects need not be found, pixels. */
  public static final double LEAST_HEIGHT = 20;

  /** Narrower vehicles need not be found, pixels. */
  public static final double LEAST_WIDTH = 20;

  /** Narrower people and two-wheelers need not be found, pixels. */
  public static final double LEAST_WIDTH_OF_NARROW = 9;

  /** Objects of which less is visible need not be found. */
  public static final double LEAST_VISIBLE = .7;

  /** Slower ones stand, m/s. */
  public static final double STANDING_MPS = .5;

  /** Pixels; a box has an area. */
  private static final double LEAST_SIDE = .01;

  private static final Set<String> NARROW = Set.of("person", "bicycle", "motorcycle");

  static TrueObject of(Sighting sighting) {
    Actor actor = sighting.actor();
    return new TrueObject(
        actor.id(),
        actor.label(),
        rounded(sighting.box()),
        Rounding.thousandths(sighting.visible()),
        Rounding.thousandths(actor.pose().x()),
        Rounding.thousandths(actor.pose().y()),
        Rounding.thousandths(actor.speedMps()),
        actor.linkId());
  }

  private static Box rounded(Box box) {
    return new Box(
        Rounding.hundredths(box.x()),
        Rounding.hundredths(box.y()),
        Math.max(LEAST_SIDE, Rounding.hundredths(box.width())),
        Math.max(LEAST_SIDE, Rounding.hundredths(box.height())));
  }

  /** Whether a detector should find it: it is of some size and little hides it. */
  public boolean isExpected() {
    double leastWidth = NARROW.contains(label) ? LEAST_WIDTH_OF_NARROW : LEAST_WIDTH;
    return visible >= LEAST_VISIBLE && box.width() >= leastWidth && box.height() >= LEAST_HEIGHT;
  }
}
