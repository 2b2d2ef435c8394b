package dev.gantry.topologies.processor.alerting;

import dev.gantry.domain.alerting.Identity;
import dev.gantry.domain.correlation.CorrelationGroup;
import dev.gantry.schemas.records.TimeMode;
import dev.gantry.topologies.processor.alerting.KeptAlert.TimeLine;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the store holds of the matches of one group under one version of a correlated rule.
 *
 * @param identity the alert it would become: rule, scope, and what the matches agree in
 * @param mode live or replayed
 * @param plan the rule
 * @param group the matches
 * @param alertUntil when the alert it has become resolves if nothing more comes; its time is the
 *     group's, which another outcome may still wait in
 */
record KeptGroup(
    Identity identity,
    TimeMode mode,
    CorrelationPlan plan,
    CorrelationGroup group,
    Optional<Instant> alertUntil) {

  KeptGroup with(CorrelationGroup now) {
    return new KeptGroup(identity, mode, plan, now, alertUntil);
  }

  KeptGroup withAlertUntil(Optional<Instant> at) {
    return new KeptGroup(identity, mode, plan, group, at);
  }

  /** Its key in the store. */
  String key() {
    return String.join(
        "|",
        identity.scope(),
        identity.fingerprint(),
        Integer.toString(plan.ruleVersion()),
        mode.name());
  }

  /** The time that its alert waits for. */
  TimeLine timeLine() {
    return TimeLine.ofGroup(mode, key());
  }

  /** Whether there is nothing to remember. */
  boolean isEmpty() {
    return group.isEmpty() && alertUntil.isEmpty();
  }

  /** The event time after which something happens to it; empty when nothing does. */
  Optional<Instant> dueAt() {
    return Stream.concat(group.dueAt(plan.correlation()).stream(), alertUntil.stream())
        .min(Instant::compareTo);
  }
}
