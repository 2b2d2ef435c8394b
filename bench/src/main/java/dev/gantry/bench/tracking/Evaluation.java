package dev.gantry.bench.tracking;

import java.util.List;

/**
 * What a tracker's answers are worth, by all measures.
 *
 * @param clear accuracy and switches
 * @param identity pairing of identities over whole sequences
 * @param hota detection and association together
 * @param truthWithoutBox true boxes that no given box matches
 */
record Evaluation(ClearMot clear, IdentityScore identity, Hota hota, long truthWithoutBox) {

  static Evaluation of(TestSequence sequence, List<List<Placed>> placed) {
    ScoredSequence scored = ScoredSequence.of(sequence, placed);
    return new Evaluation(
        ClearMot.of(scored), IdentityScore.of(scored), Hota.of(scored), sequence.truthWithoutBox());
  }

  Evaluation plus(Evaluation other) {
    return new Evaluation(
        clear.plus(other.clear),
        identity.plus(other.identity),
        hota.plus(other.hota),
        truthWithoutBox + other.truthWithoutBox);
  }
}
