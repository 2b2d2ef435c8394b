package dev.gantry.testkit;

import dev.gantry.domain.time.Micros;
import dev.gantry.schemas.records.Alert;
import dev.gantry.schemas.records.AlertStatus;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An alert from its beginning to its end. Times are those that it states, not those at which it was
 * told of.
 *
 * @param id its id
 * @param fingerprint hash of the rule and the identity labels: the same for every alert of one
 *     identity
 * @param rule name of its rule
 * @param ruleVersion version of the rule when it fired
 * @param labels of the rule and of the identity
 * @param annotations as of the event that fired it
 * @param startedAt event time of the first event that contributed
 * @param firedAt when it fired
 * @param resolvedAt when it resolved; absent while it fires
 * @param causes ids of the first and the last events that contributed, 16 at most
 */
public record AlertLife(
    String id,
    String fingerprint,
    String rule,
    int ruleVersion,
    SortedMap<String, String> labels,
    SortedMap<String, String> annotations,
    Instant startedAt,
    Instant firedAt,
    Optional<Instant> resolvedAt,
    List<String> causes) {

  public AlertLife {
    labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
    annotations = Collections.unmodifiableSortedMap(new TreeMap<>(annotations));
    causes = List.copyOf(causes);
  }

  /** As it was last told of. */
  public static AlertLife of(Alert alert) {
    return new AlertLife(
        alert.getAlertId(),
        alert.getFingerprint(),
        alert.getRule(),
        alert.getRuleVersion(),
        new TreeMap<>(alert.getLabels()),
        new TreeMap<>(alert.getAnnotations()),
        Micros.toInstant(alert.getStartedAtUs()),
        Micros.toInstant(alert.getFiredAtUs()),
        alert.getStatus() == AlertStatus.RESOLVED
            ? Optional.of(Micros.toInstant(alert.getResolvedAtUs()))
            : Optional.empty(),
        alert.getCauseIds());
  }

  /** Whether it fires at a time: it has fired, and has not resolved by then. */
  public boolean isFiringAt(Instant time) {
    return !firedAt.isAfter(time) && resolvedAt.map(end -> end.isAfter(time)).orElse(true);
  }

  /** Whether it has fired and has resolved by a time. */
  public boolean isResolvedBy(Instant time) {
    return resolvedAt.map(end -> !end.isAfter(time)).orElse(false);
  }
}
