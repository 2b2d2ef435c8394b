package dev.gantry.domain.geometry;

/**
 * Speeds over ground in their two units: metres per second inside and in records, km/h wherever
 * people read or write them.
 */
public final class Speeds {

  private static final double KMH_PER_MPS = 3.6;

  private Speeds() {}

  /** Metres per second as km/h. */
  public static double toKmh(double mps) {
    return mps * KMH_PER_MPS;
  }

  /** Km/h as metres per second. */
  public static double toMps(double kmh) {
    return kmh / KMH_PER_MPS;
  }
}
