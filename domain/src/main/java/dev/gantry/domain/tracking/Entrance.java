package dev.gantry.domain.tracking;

import dev.gantry.domain.geometry.Box;
import dev.gantry.domain.geometry.GroundFooting;
import dev.gantry.domain.geometry.GroundMap;
import dev.gantry.domain.geometry.Jacobian;
import dev.gantry.domain.geometry.Point;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How an object came in over the lower edge of the image, which cut off where it stood: by its
 * upper edge. Once its foot is seen, its box says how tall it is, and that where its foot was
 * before: so what has just come in has a speed at once. Cars are alike, so of one the foot is known
 * roughly while it is still below the image.
 *
 * <p>What is seen as its upper edge lies some way behind its foot, as seen from the camera, and
 * above the ground there: the nearer it is, the more of its length shows.
 */
final class Entrance {

  /** So many of the latest sightings are remembered. */
  static final int MOST = 5;

  /** Standard error of ways that begin here, as a share: shapes vary within a class. */
  private static final double ERROR = 0.04;

  /** Standard error before it was seen how tall it is, as a share: vans are taller than cars. */
  private static final double ERROR_UNSEEN = 0.08;

  /**
   * How far behind its foot that is which is seen as the upper edge, as a share of its length.
   * Where a camera looks down so steeply that its lower edge cuts vehicles off, it sees over their
   * roofs to the far end of their bonnets.
   */
  private static final double REACH = 0.95;

  /**
   * A foot is looked for in so many steps at most. More are needed where a camera hangs so low that
   * the upper edge hardly says how far away its object is.
   */
  private static final int STEPS = 16;

  /** It is found when the next step would be shorter, pixels. */
  private static final double EXACT = 0.1;

  /** A box whose lower edge is cut off: the middle of its upper edge, pixels. */
  private record Sighting(long atUs, float x, float top) {}

  /**
   * Where its foot was.
   *
   * @param atUs event time
   * @param pixel below the image
   */
  record Foot(long atUs, Point pixel) {}

  private final List<Sighting> sightings = new ArrayList<>(MOST);

  /** Where the image cuts it off, pixels. */
  private float edge;

  /** How long things of its kind are, metres; 0 before its kind is known. */
  private float length;

  /** Boxes that were seen whole since. */
  private int whole;

  /**
   * Mean over these of how high above the ground its upper edge is, metres; before, as of others of
   * its kind, and 0 where these differ.
   */
  private float tall;

  /** Takes in a box whose lower edge is cut off. */
  void add(long atUs, Box box) {
    if (sightings.size() == MOST) {
      sightings.remove(0);
    }
    sightings.add(new Sighting(atUs, (float) box.centre().x(), (float) box.y()));
    edge = Math.max(edge, (float) box.bottom());
  }

  /**
   * Takes in a box, which says how tall it is when all of it is seen, and before that how tall it
   * is at least. Nothing is learnt of what is longer than a car, since nobody knows how much
   * longer.
   *
   * @param kind how large such objects are; of another kind it is measured anew
   */
  void measure(GroundMap ground, Box box, GroundSize kind) {
    if (length != (float) kind.length()) {
      length = (float) kind.length();
      whole = 0;
      tall = (float) kind.farEnd();
    }
    if (kind.isLong()) {
      return;
    }
    boolean cutOff = box.bottom() > edge - Track.BOX_NOISE * box.height();
    backOf(box.bottomCentre(), ground)
        .filter(back -> back.pixelsPerMetre > 0)
        .map(back -> (back.y - box.y()) / back.pixelsPerMetre)
        .ifPresent(cutOff ? this::isAtLeast : this::average);
  }

  /** Forgets how tall it is: what was seen of it was not the whole. */
  void forgetHeight() {
    length = 0;
    whole = 0;
    tall = 0;
  }

  /** Its foot is not above where the image ends, or it would be seen. */
  private void isAtLeast(double metres) {
    if (whole == 0 && tall > 0) {
      tall = (float) Math.max(tall, metres);
    }
  }

  private void average(double metres) {
    whole++;
    tall += (float) ((metres - tall) / whole);
  }

  /** Standard error of ways that begin here, as a share. */
  double error() {
    return whole > 0 ? ERROR : ERROR_UNSEEN;
  }

  /** Where its foot is when its latest sighting was at that time; empty when nothing tells. */
  Optional<Point> footAt(long atUs, GroundMap ground) {
    Sighting latest = sightings.get(sightings.size() - 1);
    return tall > 0 && latest.atUs == atUs ? foot(latest, ground) : Optional.empty();
  }

  /** Where its foot was in the sightings that tell. */
  List<Foot> feet(GroundMap ground) {
    List<Foot> feet = new ArrayList<>(MOST);
    if (tall > 0) {
      for (Sighting sighting : sightings) {
        foot(sighting, ground).ifPresent(pixel -> feet.add(new Foot(sighting.atUs, pixel)));
      }
    }
    return feet;
  }

  /** As far below the lower edge as it takes for its upper edge to be where it was seen. */
  private Optional<Point> foot(Sighting sighting, GroundMap ground) {
    double y = edge;
    for (int step = 0; step < STEPS; step++) {
      Optional<Back> back = backOf(new Point(sighting.x, y), ground);
      if (back.isEmpty()) {
        return Optional.empty();
      }
      double off = sighting.top - (back.get().y - tall * back.get().pixelsPerMetre);
      y += off;
      if (Math.abs(off) < EXACT) {
        return Optional.of(new Point(sighting.x, y));
      }
    }
    return Optional.empty();
  }

  /**
   * The ground under what is seen as the upper edge.
   *
   * @param y pixels from the top of the image
   * @param pixelsPerMetre by which what stands there rises for each metre of its height
   */
  private record Back(double y, double pixelsPerMetre) {

    /** The steeper a camera looks down, the less it sees of heights. */
    static Back at(Point pixel, Jacobian ground) {
      double across = ground.metresPerPixelAcross();
      double steep = Math.min(1, across / metresDown(ground));
      return new Back(pixel.y(), Math.sqrt(1 - steep * steep) / across);
    }
  }

  private Optional<Back> backOf(Point foot, GroundMap ground) {
    return ground
        .footing(foot)
        .flatMap(here -> pixelBehind(here, ground))
        .flatMap(pixel -> ground.jacobianAt(pixel).map(there -> Back.at(pixel, there)));
  }

  /** The pixel of the ground so far behind a foot. */
  private Optional<Point> pixelBehind(GroundFooting foot, GroundMap ground) {
    Jacobian down = foot.jacobian();
    double share = REACH * length / metresDown(down);
    return ground.toImage(
        new Point(foot.place().x() - down.xy() * share, foot.place().y() - down.yy() * share));
  }

  /** Metres per pixel downwards: along the view. */
  private static double metresDown(Jacobian jacobian) {
    return Math.sqrt(jacobian.xy() * jacobian.xy() + jacobian.yy() * jacobian.yy());
  }

  void write(StateWriter to) {
    to.put((byte) sightings.size());
    for (Sighting sighting : sightings) {
      to.put(sighting.atUs).put(sighting.x).put(sighting.top);
    }
    to.put(edge).put(length).putSmall(whole).put(tall);
  }

  static Entrance read(ByteBuffer from) {
    Entrance entrance = new Entrance();
    int sightings = from.get();
    for (int i = 0; i < sightings; i++) {
      entrance.sightings.add(new Sighting(from.getLong(), from.getFloat(), from.getFloat()));
    }
    entrance.edge = from.getFloat();
    entrance.length = from.getFloat();
    entrance.whole = StateWriter.readSmall(from);
    entrance.tall = from.getFloat();
    return entrance;
  }
}
