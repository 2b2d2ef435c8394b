package dev.gantry.bench.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;

/** Draws faults: the same seed, the same faults. */
final class FaultPlan {

  private static final int LEAST_SETTLE_MS = 1_000;
  private static final int MOST_SETTLE_MS = 3_000;

  /** Clocks are wrong by no less: longer than a transaction lasts, and than a group waits. */
  private static final int LEAST_SKEW_S = 15;

  /** And by no more: longer than a camera may be silent until its tracks end. */
  private static final int MOST_SKEW_S = 180;

  private FaultPlan() {}

  /**
   * Every kind comes about as often as the others: kinds are dealt like cards, round by round.
   *
   * @param kinds what to draw from, at least one
   * @param brokers how many there are
   * @param instances how many there are
   */
  static List<Fault> draw(
      long seed, int count, Collection<FaultKind> kinds, int brokers, int instances) {
    if (kinds.isEmpty()) {
      throw new IllegalArgumentException("kinds: expected at least one, found none");
    }
    Random random = new Random(seed);
    List<Fault> plan = new ArrayList<>();
    List<FaultKind> dealt = new ArrayList<>();
    for (int number = 1; number <= count; number++) {
      if (dealt.isEmpty()) {
        dealt.addAll(new TreeSet<>(kinds));
        Collections.shuffle(dealt, random);
      }
      FaultKind kind = dealt.remove(dealt.size() - 1);
      int victims = kind.victim() == FaultKind.Victim.BROKER ? brokers : instances;
      plan.add(
          new Fault(
              number,
              kind,
              random.nextInt(victims),
              between(random, kind.leastMs(), kind.mostMs()),
              kind == FaultKind.APP_CLOCK_SKEW ? skew(random) : Duration.ZERO,
              between(random, LEAST_SETTLE_MS, MOST_SETTLE_MS)));
    }
    return List.copyOf(plan);
  }

  private static Duration skew(Random random) {
    Duration ahead =
        Duration.ofSeconds(LEAST_SKEW_S + random.nextInt(MOST_SKEW_S - LEAST_SKEW_S + 1));
    return random.nextBoolean() ? ahead : ahead.negated();
  }

  private static Duration between(Random random, int leastMs, int mostMs) {
    return Duration.ofMillis(leastMs + random.nextInt(mostMs - leastMs + 1));
  }
}
