package dev.gantry.domain.tracking;

import dev.gantry.domain.geometry.GroundMap;
import dev.gantry.domain.geometry.Point;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How long a track has stood. It stands once it has stayed near one place for a while, and until it
 * is twice as far from there: a threshold of speed with hysteresis that a trembling box does not
 * cross, since a place does not add up the errors of its boxes.
 *
 * <p>The place is kept in pixels, so that any calibration can be applied to it.
 */
final class Standing {

  /** Who stays near a place for so long stands there. */
  private static final long SETTLED_US = 2_000_000;

  /** How near, metres on the ground, and further by so much as a pixel is there. */
  private static final double NEAR_METRES = 0.7;

  private static final double NEAR_PIXELS = 1;

  /** How near without a calibration, in sizes of the box. */
  private static final double NEAR_SIZES = 0.1;

  /** How far from the place it goes on, in multiples of that. */
  private static final double LEAVING = 2;

  /** Sightings that the mean place remembers. */
  private static final int MOST_MEANT = 200;

  /**
   * A stand: who comes to one where another was lost goes on with that one's.
   *
   * @param id id of the track that came to it, and when, seconds after the beginning of that track
   * @param sinceUs since when, event time in microseconds
   */
  record Stand(String id, long sinceUs) {

    void write(StateWriter to) {
      to.put(id).put(sinceUs);
    }

    static Stand read(ByteBuffer from) {
      return new Stand(StateWriter.readString(from), from.getLong());
    }
  }

  private @Nullable Stand stand;
  private boolean placed;
  private float x;
  private float y;
  private float meanX;
  private float meanY;
  private int meant;
  private long sinceUs;

  /**
   * Takes in a sighting.
   *
   * @param foot where its foot is in this frame alone, pixels
   * @param size of its box, pixels
   * @param ground from pixels to metres; empty without a calibration
   * @return whether it has just come to a stand, which is then to {@link #begin}
   */
  boolean see(long atUs, Point foot, double size, Optional<GroundMap> ground) {
    double near = placed ? distance(foot, size, ground) : Double.POSITIVE_INFINITY;
    if (near > (stand != null ? LEAVING : 1)) {
      placed = true;
      x = (float) foot.x();
      y = (float) foot.y();
      sinceUs = atUs;
      stand = null;
      meant = 0;
    }
    meant = Math.min(MOST_MEANT, meant + 1);
    meanX += ((float) foot.x() - meanX) / meant;
    meanY += ((float) foot.y() - meanY) / meant;
    return stand == null && atUs - sinceUs >= SETTLED_US;
  }

  /** It stands from now on. */
  void begin(Stand now) {
    stand = now;
  }

  /** Distance from its place, 1 at how near it must stay. */
  private double distance(Point foot, double size, Optional<GroundMap> ground) {
    Point place = new Point(x, y);
    Optional<Point> here = ground.flatMap(map -> map.toGround(foot));
    Optional<Point> there = ground.flatMap(map -> map.toGround(place));
    if (here.isEmpty() || there.isEmpty()) {
      return foot.distanceTo(place) / (NEAR_SIZES * size);
    }
    double pixel = Math.sqrt(ground.orElseThrow().jacobianAt(place).orElseThrow().totalVariance());
    return here.get().distanceTo(there.get()) / (NEAR_METRES + NEAR_PIXELS * pixel);
  }

  /** Its stand; empty while it moves. */
  Optional<Stand> stand() {
    return Optional.ofNullable(stand);
  }

  boolean stands() {
    return stand != null;
  }

  /** Where it stands, pixels: the mean of where its foot was seen since; empty while it moves. */
  Optional<Point> place() {
    return stand == null ? Optional.empty() : Optional.of(new Point(meanX, meanY));
  }

  /** Since when it has been near its place, event time in microseconds. */
  long sinceUs() {
    return sinceUs;
  }

  /** Time it has stood, seconds; 0 while it moves. */
  double seconds(long atUs) {
    return stand == null ? 0 : Math.max(0, (atUs - stand.sinceUs) / 1e6);
  }

  void write(StateWriter to) {
    to.put(placed).put(x).put(y).put(meanX).put(meanY).put((short) meant);
    to.put(sinceUs).put(stand != null);
    if (stand != null) {
      stand.write(to);
    }
  }

  static Standing read(ByteBuffer from) {
    Standing standing = new Standing();
    standing.placed = from.get() != 0;
    standing.x = from.getFloat();
    standing.y = from.getFloat();
    standing.meanX = from.getFloat();
    standing.meanY = from.getFloat();
    standing.meant = from.getShort();
    standing.sinceUs = from.getLong();
    standing.stand = from.get() != 0 ? Stand.read(from) : null;
    return standing;
  }
}
