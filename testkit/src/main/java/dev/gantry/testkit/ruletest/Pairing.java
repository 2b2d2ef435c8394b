package dev.gantry.testkit.ruletest;

import dev.gantry.testkit.AlertLife;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiPredicate;

/**
 * Pairs what was expected with what was found, each once, and as many as possible: one alert may
 * fit two expectations of which only one fits another alert. (Kuhn's algorithm for a maximum
 * bipartite matching.)
 */
final class Pairing {

  private static final int NONE = -1;

  private final List<Expectation.Expected> wanted;
  private final List<AlertLife> found;
  private final BiPredicate<Expectation.Expected, AlertLife> fits;
  private final int[] wantedOfFound;

  Pairing(
      List<Expectation.Expected> wanted,
      List<AlertLife> found,
      BiPredicate<Expectation.Expected, AlertLife> fits) {
    this.wanted = wanted;
    this.found = found;
    this.fits = fits;
    this.wantedOfFound = new int[found.size()];
    Arrays.fill(wantedOfFound, NONE);
    for (int i = 0; i < wanted.size(); i++) {
      boolean unused = place(i, new boolean[found.size()]);
    }
  }

  private boolean place(int want, boolean[] tried) {
    for (int i = 0; i < found.size(); i++) {
      if (!tried[i] && fits.test(wanted.get(want), found.get(i))) {
        tried[i] = true;
        if (wantedOfFound[i] == NONE || place(wantedOfFound[i], tried)) {
          wantedOfFound[i] = want;
          return true;
        }
      }
    }
    return false;
  }

  /** Expected and not found. */
  List<Expectation.Expected> missing() {
    List<Expectation.Expected> missing = new ArrayList<>();
    for (int i = 0; i < wanted.size(); i++) {
      int want = i;
      if (Arrays.stream(wantedOfFound).noneMatch(paired -> paired == want)) {
        missing.add(wanted.get(i));
      }
    }
    return missing;
  }

  /** Found and not expected. */
  List<AlertLife> surplus() {
    List<AlertLife> surplus = new ArrayList<>();
    for (int i = 0; i < found.size(); i++) {
      if (wantedOfFound[i] == NONE) {
        surplus.add(found.get(i));
      }
    }
    return surplus;
  }
}
