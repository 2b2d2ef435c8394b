package dev.gantry.topologies.processor.alerting;

import dev.gantry.domain.alerting.Identity;
import dev.gantry.domain.correlation.CorrelationGroup;
import dev.gantry.domain.correlation.CorrelationGroup.Change;
import dev.gantry.schemas.records.TimeMode;
import dev.gantry.topologies.processor.StateNames;
import dev.gantry.topologies.processor.alerting.KeptAlert.TimeLine;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What the store holds of the matches of one group under one version of a correlated rule. */
final class KeptGroup {

  private final Identity identity;
  private final TimeMode mode;
  private final CorrelationPlan plan;
  private final CorrelationGroup group;
  private final String key;
  private final WaitsFor waitsFor;
  private final SortedSet<Long> writtenBlocks = new TreeSet<>();
  private Optional<Instant> alertUntil;

  /**
   * @param identity the alert it would become: rule, scope, and what the matches agree in
   * @param mode live or replayed
   * @param plan the rule
   * @param group the matches
   * @param alertUntil when the alert it has become resolves if nothing more comes; its time is the
   *     group's, which another outcome may still wait in
   */
  KeptGroup(
      Identity identity,
      TimeMode mode,
      CorrelationPlan plan,
      CorrelationGroup group,
      Optional<Instant> alertUntil) {
    this.identity = identity;
    this.mode = mode;
    this.plan = plan;
    this.group = group;
    this.alertUntil = alertUntil;
    this.key = key(identity, mode, plan.ruleVersion());
    this.waitsFor = WaitsFor.of(mode, identity.labels(), plan);
  }

  /** The key of a group in the store. */
  static String key(Identity identity, TimeMode mode, int ruleVersion) {
    return String.join(
        "|",
        StateNames.of(identity.scope()),
        identity.fingerprint(),
        Integer.toString(ruleVersion),
        mode.name());
  }

  /**
   * A change of the matches takes place.
   *
   * @param until when the alert it has become resolves from now on
   */
  void accept(Change change, Optional<Instant> until) {
    group.accept(change);
    alertUntil = until;
  }

  /** Its key in the store. */
  String key() {
    return key;
  }

  Identity identity() {
    return identity;
  }

  TimeMode mode() {
    return mode;
  }

  CorrelationPlan plan() {
    return plan;
  }

  CorrelationGroup group() {
    return group;
  }

  /** When the alert it has become resolves if nothing more comes. */
  Optional<Instant> alertUntil() {
    return alertUntil;
  }

  /** What it waits for before it is decided. */
  WaitsFor waitsFor() {
    return waitsFor;
  }

  /** Numbers of the blocks of matches that lie in the store, to be changed by who writes them. */
  SortedSet<Long> writtenBlocks() {
    return writtenBlocks;
  }

  /** The time that its alert waits for. */
  TimeLine timeLine() {
    return TimeLine.ofGroup(mode, key);
  }

  /** Whether there is nothing to remember. */
  boolean isEmpty() {
    return group.isEmpty() && alertUntil.isEmpty();
  }

  /** The event time after which something happens to it; empty when nothing does. */
  Optional<Instant> dueAt() {
    return Stream.concat(group.dueAt().stream(), alertUntil.stream()).min(Instant::compareTo);
  }
}
