package dev.gantry.ingest.city.staff;

import dev.gantry.ingest.city.truth.TrueIncident;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * All that one attacker does.
 *
 * @param signIns in the order of time
 * @param incidents what truly went wrong by it; an attack may be of two kinds at once
 */
record Attack(List<SignIn> signIns, List<TrueIncident> incidents) {

  Attack {
    signIns = List.copyOf(signIns);
    incidents = List.copyOf(incidents);
  }

  /**
   * An attack of one kind, from its first event to its last, on all accounts and from all addresses
   * of these.
   *
   * @param place address it comes from, or the service when there are several
   * @param who account; empty for several
   */
  static Attack of(String id, String kind, String place, String who, List<SignIn> signIns) {
    return new Attack(
        signIns,
        List.of(
            new TrueIncident(
                id,
                kind,
                place,
                who,
                signIns.get(0).at(),
                signIns.get(signIns.size() - 1).at(),
                List.of(),
                signIns.size(),
                subjects(signIns))));
  }

  private static Map<String, Set<String>> subjects(List<SignIn> signIns) {
    return Map.of(
        "principal", all(signIns, Session::principal),
        "source", all(signIns, session -> session.source().address()));
  }

  private static Set<String> all(List<SignIn> signIns, Function<Session, String> what) {
    return signIns.stream().map(SignIn::session).map(what).collect(Collectors.toSet());
  }

  /** The same, true of something else too. */
  Attack and(TrueIncident other) {
    List<TrueIncident> both = new ArrayList<>(incidents);
    both.add(other);
    return new Attack(signIns, both);
  }

  /** The same, which is of another kind too. */
  Attack alsoOf(AttackKind kind) {
    TrueIncident first = incidents.get(0);
    return and(
        new TrueIncident(
            first.id() + "-also",
            kind.label(),
            first.place(),
            first.who(),
            first.begins(),
            first.ends(),
            first.cameras(),
            first.measure(),
            first.subjects()));
  }
}
