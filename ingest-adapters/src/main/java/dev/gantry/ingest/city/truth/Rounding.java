package dev.gantry.ingest.city.truth;

/** The figures of the truth, as exact as its file has them. */
final class Rounding {

  private Rounding() {}

  static double hundredths(double value) {
    return to(value, 100);
  }

  static double thousandths(double value) {
    return to(value, 1000);
  }

  /** Seconds in whole microseconds; infinite stays so. */
  static double micros(double seconds) {
    return to(seconds, 1e6);
  }

  private static double to(double value, double per) {
    return Double.isInfinite(value) ? value : Math.round(value * per) / per;
  }
}
