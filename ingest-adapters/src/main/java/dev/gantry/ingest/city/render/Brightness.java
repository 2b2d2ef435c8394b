package dev.gantry.ingest.city.render;

/** Arithmetic with the bytes of pixels; shares are of 256. */
final class Brightness {

  private Brightness() {}

  /** A share of the way to another value. */
  static byte towards(byte pixel, int value, int share) {
    int old = pixel & 0xFF;
    return (byte) (old + (((value - old) * share + 128) >> 8));
  }

  /** More, or with a negative number less, but not beyond what a byte can hold. */
  static byte plus(byte pixel, int more) {
    return (byte) Math.max(0, Math.min(255, (pixel & 0xFF) + more));
  }

  /** A share of it, at most all. */
  static byte times(byte pixel, int share) {
    return (byte) (((pixel & 0xFF) * share) >> 8);
  }

  /** A share of a number. */
  static int part(int number, int share) {
    return (number * share) >> 8;
  }
}
