package dev.gantry.ingest.city.render;

import dev.gantry.ingest.city.road.Pose;
import java.util.List;

/** An upright block: a building, a hedge, a post. */
final class Block implements Thing {

  /** Which of its sides; the front is that on the left of its pose's heading. */
  enum Side {
    FRONT,
    BACK,
    START,
    END,
    ROOF
  }

  /** How its sides look. */
  interface Texture {

    /**
     * What a place on a side looks like.
     *
     * @param along metres along the side, from the start of the block or from its front
     * @param z metres above the ground
     * @param normal direction away from the side
     */
    Look at(Side side, double along, double z, Vec normal);
  }

  private static final double EDGE = 1e-4;

  private final Vec corner;
  private final Vec ahead;
  private final Vec inward;
  private final double length;
  private final double depth;
  private final double top;
  private final Texture texture;

  /**
   * @param corner the corner on the ground at its start and front; it goes on along the heading
   * @param length along the heading
   * @param depth to the right of it
   * @param bottom height of its floor
   * @param top height of its roof
   */
  Block(Pose corner, double length, double depth, double bottom, double top, Texture texture) {
    double sin = StrictMath.sin(corner.heading());
    double cos = StrictMath.cos(corner.heading());
    this.corner = new Vec(corner.x(), corner.y(), bottom);
    this.ahead = new Vec(sin, cos, 0);
    this.inward = new Vec(cos, -sin, 0);
    this.length = length;
    this.depth = depth;
    this.top = top - bottom;
    this.texture = texture;
  }

  @Override
  public double hit(Ray ray) {
    Vec from = ray.origin().minus(corner);
    Vec way = ray.direction();
    double enter = 0;
    double leave = Double.POSITIVE_INFINITY;
    for (int axis = 0; axis < 3; axis++) {
      double start = axis == 0 ? from.dot(ahead) : axis == 1 ? from.dot(inward) : from.z();
      double speed = axis == 0 ? way.dot(ahead) : axis == 1 ? way.dot(inward) : way.z();
      double size = axis == 0 ? length : axis == 1 ? depth : top;
      double one = -start / speed;
      double other = (size - start) / speed;
      enter = Math.max(enter, Math.min(one, other));
      leave = Math.min(leave, Math.max(one, other));
    }
    return enter > 0 && enter < leave ? enter : Double.POSITIVE_INFINITY;
  }

  @Override
  public Look look(Vec point) {
    Vec within = point.minus(corner);
    double along = within.dot(ahead);
    double behind = within.dot(inward);
    double z = point.z();
    if (within.z() > top - EDGE) {
      return texture.at(Side.ROOF, along, behind, Vec.UP);
    }
    if (behind < EDGE) {
      return texture.at(Side.FRONT, along, z, inward.times(-1));
    }
    if (along < EDGE) {
      return texture.at(Side.START, behind, z, ahead.times(-1));
    }
    return along > length - EDGE
        ? texture.at(Side.END, behind, z, ahead)
        : texture.at(Side.BACK, along, z, inward);
  }

  @Override
  public List<Vec> hull() {
    Vec far = corner.plus(ahead.times(length));
    Vec back = inward.times(depth);
    Vec up = Vec.UP.times(top);
    return List.of(
        corner,
        far,
        corner.plus(back),
        far.plus(back),
        corner.plus(up),
        far.plus(up),
        corner.plus(back).plus(up),
        far.plus(back).plus(up));
  }

  /** The same colour all over. */
  static Texture plain(Colour colour) {
    return (side, along, z, normal) -> new Look(colour, normal);
  }
}
