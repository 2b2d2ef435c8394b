package dev.gantry.domain.tracking;

/** Angles between directions of travel. */
final class Headings {

  private Headings() {}

  /** The angle between two headings, 0 to 180 degrees. */
  static double apart(double aDeg, double bDeg) {
    double apart = Math.abs(aDeg - bDeg) % 360;
    return apart > 180 ? 360 - apart : apart;
  }

  /** How far a heading turns away from an axis, whichever way along it: -90 to 90 degrees. */
  static double aslant(double headingDeg, double axisDeg) {
    double turned = (headingDeg - axisDeg) % 180;
    return turned > 90 ? turned - 180 : turned < -90 ? turned + 180 : turned;
  }
}
