package dev.gantry.domain.tracking;

import dev.gantry.domain.geometry.Box;
import java.nio.ByteBuffer;

/**
 * How much of an object a motion detector shows: what it misses, or somebody nearer hides, is
 * completed for a while by how the object was before. What lasts longer is all of it.
 */
final class PartialView {

  /** Time for which a part of it may be missed. */
  private static final long MOST_MISSED_US = 600_000;

  /** Time for which its lower part may be hidden while it moves. */
  private static final long MOST_HIDDEN_US = 6_000_000;

  /** Time for which it has been seen in part. */
  private long partlyUs;

  /**
   * What is taken to be seen.
   *
   * @param box all of it
   * @param footSeen whether the lower edge of the box is a point of its path: seen, or where it
   *     stands; not concluded while it moves
   */
  record Whole(Box box, boolean footSeen) {}

  /**
   * Takes in a box of it.
   *
   * @param expected where it would be
   * @param hidden whether somebody nearer hides its lower part
   * @param stands whether it stands: then it is where it was for as long as its foot is hidden
   * @param elapsedUs time since the one before
   */
  Whole complete(Box box, Box expected, boolean hidden, boolean stands, long elapsedUs) {
    if (hidden && stands) {
      return new Whole(PartialBox.downTo(box, expected.bottom()), true);
    }
    Box alone = PartialBox.asWideAs(box, expected);
    boolean shadowed = alone.width() < box.width();
    if (!hidden && !shadowed && !PartialBox.isPart(box, expected)) {
      return whole(box);
    }
    partlyUs += elapsedUs;
    if (partlyUs > (hidden ? MOST_HIDDEN_US : MOST_MISSED_US)) {
      return new Whole(box, true);
    }
    if (hidden) {
      return new Whole(PartialBox.downTo(box, box.y() + expected.height()), false);
    }
    return shadowed
        ? new Whole(alone, true)
        : new Whole(PartialBox.asHighAs(box, expected), PartialBox.sameBottom(box, expected));
  }

  /** Takes in a box that shows all of it, or all that is in the image. */
  Whole whole(Box box) {
    partlyUs = 0;
    return new Whole(box, true);
  }

  void write(StateWriter to) {
    to.put(partlyUs);
  }

  static PartialView read(ByteBuffer from) {
    PartialView view = new PartialView();
    view.partlyUs = from.getLong();
    return view;
  }
}
