package dev.gantry.ingest.city.traffic;

import java.util.SplittableRandom;

/** A kind of vehicle: sizes in metres after common models of each, speeds in m/s. */
public enum VehicleType {
  SALOON("car", 4.6, 1.82, 1.43, 60, 2.0, .40),
  HATCHBACK("car", 4.1, 1.78, 1.48, 60, 1.9, .27),
  VAN("car", 5.2, 1.98, 2.25, 50, 1.6, .09),
  TRUCK("truck", 8.4, 2.45, 3.3, 22, 1.0, .05),
  BUS("bus", 11.8, 2.5, 3.05, 20, 1.0, .04),
  MOTORCYCLE("motorcycle", 2.1, .8, 1.5, 60, 2.6, .05),
  BICYCLE("bicycle", 1.75, .6, 1.72, 5.8, .9, .10);

  private final String label;
  private final double length;
  private final double width;
  private final double height;
  private final double topSpeed;
  private final double maxAccel;
  private final double share;

  VehicleType(
      String label,
      double length,
      double width,
      double height,
      double topSpeed,
      double maxAccel,
      double share) {
    this.label = label;
    this.length = length;
    this.width = width;
    this.height = height;
    this.topSpeed = topSpeed;
    this.maxAccel = maxAccel;
    this.share = share;
  }

  /** A kind, drawn with the shares of a city's streets. */
  static VehicleType draw(SplittableRandom random) {
    double left = random.nextDouble();
    for (VehicleType type : values()) {
      left -= type.share;
      if (left < 0) {
        return type;
      }
    }
    return SALOON;
  }

  /** Class label, one of COCO's. */
  public String label() {
    return label;
  }

  /** Bumper to bumper, metres. */
  public double length() {
    return length;
  }

  /** Without mirrors, metres. */
  public double width() {
    return width;
  }

  /** Top of the roof or of the rider's head, metres. */
  public double height() {
    return height;
  }

  double topSpeed() {
    return topSpeed;
  }

  double maxAccel() {
    return maxAccel;
  }
}
