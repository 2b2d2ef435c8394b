package dev.gantry.ingest.city;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Everything in turn, each round in another order that the seed decides. */
public final class Turns {

  private Turns() {}

  /**
   * Whose turn it is.
   *
   * @param all each comes once in every round
   * @param number of the turn, from 0
   */
  public static <T> T of(List<T> all, long seed, long number) {
    List<T> left = new ArrayList<>(all);
    var order = new SplittableRandom(Draws.mix(seed, number / all.size()));
    for (long gone = number % all.size(); gone > 0; gone--) {
      left.remove(order.nextInt(left.size()));
    }
    return left.get(order.nextInt(left.size()));
  }
}
