package dev.gantry.ingest.city.render;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Arithmetic with the bytes of pixels; shares are of 256. */
final class Brightness {

  /** Eight bytes of an array at once, as the lanes of a number. */
  private static final VarHandle EIGHT =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

  /** The highest bit of each lane. */
  private static final long HIGHEST = 0x8080808080808080L;

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

  /**
   * The same for many pixels, each with its own number. Eight at once: the Java compiler does not
   * do that by itself with sums that are cut off.
   *
   * @param more what is added, -128 to 127 each
   */
  static void plusEach(byte[] pixels, int from, byte[] more, int moreFrom, int count) {
    int whole = count & ~7;
    for (int i = 0; i < whole; i += 8) {
      long sum =
          plusEight((long) EIGHT.get(pixels, from + i), (long) EIGHT.get(more, moreFrom + i));
      EIGHT.set(pixels, from + i, sum);
    }
    for (int i = whole; i < count; i++) {
      pixels[from + i] = plus(pixels[from + i], more[moreFrom + i]);
    }
  }

  /** Lane by lane: the seven lower bits are added so that no carry leaves them. */
  private static long plusEight(long pixels, long more) {
    long sum = ((pixels & ~HIGHEST) + (more & ~HIGHEST)) ^ ((pixels ^ more) & HIGHEST);
    long above = pixels & ~sum & ~more & HIGHEST;
    long below = ~pixels & sum & more & HIGHEST;
    return (sum | allBits(above)) & ~allBits(below);
  }

  /** All bits of those lanes whose highest bit is set. */
  private static long allBits(long highest) {
    return highest | (highest - (highest >>> 7));
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
