package dev.gantry.detectors;

import java.util.stream.IntStream;

/** Shares of the background's light that may be a shadow's, in bins. */
final class Ratios {

  static final int BINS = 25;

  /** Darker is hardly a shadow. */
  private static final float FROM = 0.36f;

  /** Lighter is hardly a change. */
  private static final float TO = 0.86f;

  private static final float BIN = (TO - FROM) / BINS;

  /** What leaves more is no shadow of the sun but the shade right below, as in any light. */
  private static final float SUNNY = 0.58f;

  /** Bins of what may be a shadow of the sun. */
  static final int SUNNY_BINS = Math.round((SUNNY - FROM) / BIN);

  private Ratios() {}

  /** For each bin, those that lie some way beside it on either side. */
  static int[][] beside(int nearest, int farthest) {
    return IntStream.range(0, BINS)
        .mapToObj(
            bin ->
                IntStream.range(0, BINS)
                    .filter(b -> Math.abs(b - bin) >= nearest && Math.abs(b - bin) <= farthest)
                    .toArray())
        .toArray(int[][]::new);
  }

  static boolean contains(float ratio) {
    return ratio >= FROM && ratio < TO;
  }

  static int bin(float ratio) {
    return Math.min(BINS - 1, (int) ((ratio - FROM) / BIN));
  }

  /** The least ratio of a bin; that of the one after it is the largest. */
  static float least(int bin) {
    return FROM + bin * BIN;
  }
}
