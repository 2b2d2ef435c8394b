package dev.gantry.topologies.definition;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Definitions refused since it was last asked, to be told of in one line. Not thread-safe. */
final class Refusals {

  /** Reasons that are spelled out; the others are only counted. */
  private static final int SPELLED_OUT = 3;

  private final List<String> reasons = new ArrayList<>();
  private int count;

  /** Takes note of one. */
  void add(String reason) {
    count++;
    if (reasons.size() < SPELLED_OUT) {
      reasons.add(reason);
    }
  }

  /** How many they were and why the first of them; empty when there was none. Starts anew. */
  Optional<String> drain() {
    if (count == 0) {
      return Optional.empty();
    }
    int others = count - reasons.size();
    String told =
        (count == 1 ? "1 definition" : count + " definitions")
            + " refused: "
            + String.join("; ", reasons)
            + (others == 0 ? "" : "; and " + others + " more");
    count = 0;
    reasons.clear();
    return Optional.of(told);
  }
}
