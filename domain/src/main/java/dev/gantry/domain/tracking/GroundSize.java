package dev.gantry.domain.tracking;

/**
 * How much ground objects of a class cover, as far as the class says.
 *
 * @param length metres
 * @param lengthError standard deviation of the lengths in the class, metres
 * @param width metres
 * @param farEnd how high its far end is, seen from behind and above, metres: bonnets of cars; 0
 *     where they differ too much to say
 */
record GroundSize(double length, double lengthError, double width, double farEnd) {

  private static final GroundSize CAR = new GroundSize(4.5, .5, 1.8, .9);
  private static final GroundSize TRUCK = new GroundSize(9, 2, 2.5, 0);
  private static final GroundSize BUS = new GroundSize(12, 1.5, 2.5, 0);
  private static final GroundSize MOTORCYCLE = new GroundSize(2.1, .2, .8, 0);
  private static final GroundSize BICYCLE = new GroundSize(1.8, .1, .6, 0);
  private static final GroundSize PERSON = new GroundSize(.5, .1, .5, 0);

  /** Of what no detector has named: most of it are cars. */
  private static final GroundSize ANYTHING = new GroundSize(4.5, .5, 1.8, 0);

  /**
   * Of an object as it is seen. A truck or bus whose box is nearer to that of a car, seen from the
   * same side, is one that the detector mistakes, and so is as long as a car.
   *
   * @param label class label
   * @param seenWidth width of its box where it stands, metres
   * @param sideways sine of the angle between where it looks and where the camera does, 0 or more
   */
  static GroundSize of(String label, double seenWidth, double sideways) {
    GroundSize usual = of(label);
    double between = (CAR.across(sideways) + usual.across(sideways)) / 2;
    return usual.isLong() && seenWidth < between ? CAR : usual;
  }

  /** Whether it is longer than a car: trucks and buses are of all lengths and heights. */
  boolean isLong() {
    return length > CAR.length;
  }

  /** How wide it appears, metres: the more of its side is seen, the more of its length counts. */
  private double across(double sideways) {
    return width * Math.sqrt(1 - sideways * sideways) + length * sideways;
  }

  private static GroundSize of(String label) {
    return switch (label) {
      case "car" -> CAR;
      case "truck" -> TRUCK;
      case "bus" -> BUS;
      case "motorcycle" -> MOTORCYCLE;
      case "bicycle" -> BICYCLE;
      case "person" -> PERSON;
      default -> ANYTHING;
    };
  }
}
