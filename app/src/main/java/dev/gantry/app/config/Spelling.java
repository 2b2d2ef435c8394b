package dev.gantry.app.config;

import java.util.Collection;
import java.util.Optional;

/** Finds the name that was meant. */
final class Spelling {
  private Spelling() {}

  /**
   * The known name closest to a text, if at most a quarter of its letters (3 at most) differ by
   * insertion, deletion, replacement or a swap of neighbours.
   */
  static Optional<String> nearest(String text, Collection<String> known) {
    String nearest = null;
    int least = Math.min(3, Math.max(1, text.length() / 4)) + 1;
    for (String candidate : known) {
      int distance = distance(text, candidate);
      if (distance < least) {
        least = distance;
        nearest = candidate;
      }
    }
    return Optional.ofNullable(nearest);
  }

  /** Damerau's distance, in the variant where no part is edited twice. */
  static int distance(String a, String b) {
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          d[i][j] = i + j;
          continue;
        }
        int replace = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        d[i][j] = Math.min(Math.min(d[i - 1][j], d[i][j - 1]) + 1, d[i - 1][j - 1] + replace);
        boolean swapped =
            i > 1
                && j > 1
                && a.charAt(i - 1) == b.charAt(j - 2)
                && a.charAt(i - 2) == b.charAt(j - 1);
        if (swapped) {
          d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
        }
      }
    }
    return d[a.length()][b.length()];
  }
}
