package dev.gantry.domain.signin;

import java.util.List;
import java.util.function.Predicate;

/**
 * Tells which failures begin an attack. One that is told of goes on until nothing was heard of it
 * for a while; what follows it slowly for longer is no slow attack of its own.
 */
final class Attacks {

  private final Guessing guessing;
  private final Campaigns campaigns;

  Attacks(Guessing guessing, Campaigns campaigns) {
    this.guessing = guessing;
    this.campaigns = campaigns;
  }

  /**
   * The newest of some failures, which together begin an attack; empty when they are not too many,
   * or are of one that was told of.
   *
   * @param name what they have in common
   * @param failures oldest first
   * @param isOurs whether those that are too many are for the caller to tell of
   * @param atUs when the one came that may complete them
   */
  List<Attempt> begunBy(
      String name, List<Attempt> failures, Predicate<List<Attempt>> isOurs, long atUs) {
    boolean goesOn = campaigns.isOn(name, atUs);
    List<Attempt> quick = oursOf(guessing.tooMany(failures), isOurs);
    List<Attempt> slow = oursOf(guessing.tooManySlowly(failures), isOurs);
    boolean tooMany = !quick.isEmpty() || !slow.isEmpty();
    boolean isFirst =
        tooMany && campaigns.goOn(Campaigns.SLOWLY + name, atUs, guessing.slowRestUs());
    boolean begins = !goesOn && (!quick.isEmpty() || isFirst);
    if (goesOn || begins) {
      boolean unused = campaigns.goOn(name, atUs, Guessing.REST_US);
    }
    if (!begins) {
      return List.of();
    }
    return quick.isEmpty() ? slow : quick;
  }

  /** Whether one that was told of goes on, at whatever pace. */
  boolean areOn(String name, long atUs) {
    return campaigns.isOn(name, atUs) || campaigns.isOn(Campaigns.SLOWLY + name, atUs);
  }

  private static List<Attempt> oursOf(List<Attempt> attempts, Predicate<List<Attempt>> isOurs) {
    return !attempts.isEmpty() && isOurs.test(attempts) ? attempts : List.of();
  }
}
