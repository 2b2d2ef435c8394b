package dev.gantry.domain.tracking;

import dev.gantry.domain.geometry.Box;
import dev.gantry.domain.geometry.GroundMap;
import dev.gantry.domain.geometry.Point;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where the bottom centre of a track was seen, in pixels, so that any calibration can be applied to
 * it: the recent past finely, the whole life coarsely, in constant memory.
 */
final class Trajectory {

  /** Shortest time between two recent samples, so that their number covers the speed window. */
  private static final int RECENT_SPACING_US = 70_000;

  private static final int RECENT = 18;
  private static final int WHOLE = 64;

  /** After more recent samples than these its speed is known without how it came in. */
  private static final int KNOWN_WITHOUT = 6;

  /** So many sightings in a row may show a lower edge that is none. */
  private static final int MISTAKEN = 2;

  private final Samples recent;
  private final Samples whole;

  /** How it came into the image; of most tracks it is not known, or of no more use. */
  private @Nullable Entrance entrance;

  Trajectory(long startUs) {
    this(new Samples(startUs, RECENT, RECENT_SPACING_US), new Samples(startUs, WHOLE, 0), null);
  }

  private Trajectory(Samples recent, Samples whole, @Nullable Entrance entrance) {
    this.recent = recent;
    this.whole = whole;
    this.entrance = entrance;
  }

  /**
   * Takes in a sighting of which the image cuts off the lower edge; of use until that was seen. Who
   * comes in was not whole before: what was taken for its lower edge, once or twice, was the edge
   * of the image, seen a little off.
   *
   * @param atUs event time
   */
  void enter(long atUs, Box box) {
    if (whole.size() > MISTAKEN || (entrance == null && whole.size() > 0)) {
      return;
    }
    if (entrance == null) {
      entrance = new Entrance();
    } else if (whole.size() > 0) {
      entrance.forgetHeight();
      recent.clear();
      whole.clear();
    }
    entrance.add(atUs, box);
  }

  /**
   * Takes in a sighting.
   *
   * @param atUs event time
   * @param x pixels
   * @param y pixels
   */
  void add(long atUs, double x, double y) {
    recent.addDroppingOldest(atUs, x, y);
    whole.addMergingPairs(atUs, x, y);
    if (recent.size() > KNOWN_WITHOUT) {
      entrance = null;
    }
  }

  /** Whether how it came into the image is of use. */
  boolean isEntering() {
    return entrance != null;
  }

  /**
   * Takes in how tall it is: that says where its foot was before that was seen.
   *
   * @param kind how large such objects are
   */
  void measure(GroundMap ground, Box box, GroundSize kind) {
    if (entrance != null) {
      entrance.measure(ground, box, kind);
    }
  }

  /** Where its foot was before that was seen, as far as that is known. */
  List<Entrance.Foot> entered(GroundMap ground) {
    return entrance == null ? List.of() : entrance.feet(ground);
  }

  /** Standard error of ways that begin before its foot was seen, as a share. */
  double enteredError() {
    return entrance == null ? 0 : entrance.error();
  }

  /** Where its foot is, below the image, when it was cut off at that time; empty if unknown. */
  Optional<Point> enteringFoot(long atUs, GroundMap ground) {
    return entrance == null ? Optional.empty() : entrance.footAt(atUs, ground);
  }

  Samples recent() {
    return recent;
  }

  Samples whole() {
    return whole;
  }

  /** At the beginning of a life the recent samples are the last of all, and not written again. */
  void write(StateWriter to) {
    whole.write(to);
    boolean shared = recent.areLastOf(whole);
    to.put(shared);
    if (shared) {
      to.put((byte) recent.size());
    } else {
      recent.write(to);
    }
    to.put(entrance != null);
    if (entrance != null) {
      entrance.write(to);
    }
  }

  static Trajectory read(ByteBuffer from) {
    Samples whole = Samples.read(from, WHOLE);
    boolean shared = from.get() != 0;
    Samples recent =
        shared ? whole.last(from.get(), RECENT, RECENT_SPACING_US) : Samples.read(from, RECENT);
    return new Trajectory(recent, whole, from.get() != 0 ? Entrance.read(from) : null);
  }
}
