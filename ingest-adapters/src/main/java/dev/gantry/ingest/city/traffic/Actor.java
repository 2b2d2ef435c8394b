package dev.gantry.ingest.city.traffic;

import dev.gantry.ingest.city.road.Pose;

/**
 * Somebody or something that moves in the city, as it is at one moment.
 *
 * @param id unique in the city
 * @param shape what it looks like
 * @param label class label, one of COCO's
 * @param length along its heading, metres
 * @param width across it, metres
 * @param height above the ground, metres
 * @param pose the middle of its floor, and where it heads
 * @param speedMps m/s, 0 or more
 * @param colour paint or clothes, 0xRRGGBB
 * @param linkId link it is on; empty within a junction
 * @param braking whether its brake lights are on
 */
public record Actor(
    String id,
    Shape shape,
    String label,
    double length,
    double width,
    double height,
    Pose pose,
    double speedMps,
    int colour,
    String linkId,
    boolean braking) {

  /** What an actor looks like. */
  public enum Shape {
    SALOON,
    HATCHBACK,
    VAN,
    TRUCK,
    BUS,
    MOTORCYCLE,
    BICYCLE,
    PERSON
  }

  /** Whether it is somebody on foot. */
  public boolean isPerson() {
    return shape == Shape.PERSON;
  }

  /** Where it will be shortly, going straight on at its speed. */
  public Actor after(double seconds) {
    return at(pose.moved(speedMps * seconds, 0));
  }

  /** The same, elsewhere. */
  public Actor at(Pose other) {
    return copy(height, other);
  }

  /** The same, of another height, metres. */
  public Actor withHeight(double metres) {
    return copy(metres, pose);
  }

  private Actor copy(double metres, Pose other) {
    return new Actor(
        id, shape, label, length, width, metres, other, speedMps, colour, linkId, braking);
  }
}
