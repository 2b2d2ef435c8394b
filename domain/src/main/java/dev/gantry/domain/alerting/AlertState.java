package dev.gantry.domain.alerting;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An identity whose predicate holds, or whose alert fires or has lately done so. Identities of
 * which none is true have no state.
 *
 * @param identity what it is about
 * @param phase whether it fires yet, or no more
 * @param startedAt event time of the first contributing event
 * @param firedAt due time at which it fired; absent while pending
 * @param lastMatchAt event time of the last event for which the predicate was true
 * @param lastHeardAt event time of the last match, or of the end if that is later; not of words in
 *     between, which may be told more than once
 * @param ended whether the identity has ended
 * @param policy how it comes and goes, as of the last match, and what it opened when it fired
 * @param ruleVersion version of the rule when it fired, or while pending when it began
 * @param labels labels of the alert, as of the event that fired it
 * @param annotations texts of the alert, as of the event that fired it
 * @param transitions changes so far, oldest first, at most {@value #MOST_TRANSITIONS}
 * @param causeIds the first and the last contributing events, at most {@value #MOST_CAUSES}
 * @param firstSource record of the first contributing event
 * @param lastSource newest record heard of; anything up to it is a repeat
 * @param matches contributing events, 1 or more
 */
public record AlertState(
    Identity identity,
    Phase phase,
    Instant startedAt,
    Optional<Instant> firedAt,
    Instant lastMatchAt,
    Instant lastHeardAt,
    boolean ended,
    AlertPolicy policy,
    int ruleVersion,
    SortedMap<String, String> labels,
    SortedMap<String, String> annotations,
    List<Transition> transitions,
    List<String> causeIds,
    SourceRecord firstSource,
    SourceRecord lastSource,
    long matches) {

  /** Most transitions kept. */
  public static final int MOST_TRANSITIONS = 64;

  /** Most causes kept: the first half of them for good, then the newest. */
  public static final int MOST_CAUSES = 16;

  /** A firing alert of which nothing was heard for this long resolves: its end has been lost. */
  public static final Duration LONGEST_SILENCE = Duration.ofHours(24);

  /**
   * So long after it has resolved an alert is remembered: what it came of may be sent again, by
   * those who got no answer, and is no new alert then.
   */
  public static final Duration REMEMBERED = Duration.ofHours(1);

  public AlertState {
    labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
    annotations = Collections.unmodifiableSortedMap(new TreeMap<>(annotations));
    transitions = List.copyOf(transitions);
    causeIds = List.copyOf(causeIds);
  }

  /** Whether it fires. */
  public enum Phase {
    PENDING,
    FIRING,
    OVER
  }

  /** Status of an alert. */
  public enum Status {
    FIRING,
    RESOLVED
  }

  /**
   * One change in the life of an alert.
   *
   * @param at due time, in event time
   * @param status status from then on
   * @param reason why, in words
   */
  public record Transition(Instant at, Status status, String reason) {}

  /** Id of the alert it is, or would become. */
  public String alertId() {
    return identity.alertId(startedAt);
  }

  /** Id of the task that it opens when it fires; absent when it opens none. */
  public Optional<String> taskId() {
    return policy.task().map(task -> AlertTask.idOf(alertId()));
  }

  /**
   * The event time after which, without another word, something happens to it: it fires, resolves
   * or is forgotten.
   */
  public Instant dueAt() {
    return switch (phase) {
      case PENDING ->
          policy.maxGap().isZero()
              ? startedAt.plus(policy.hold())
              : lastMatchAt.plus(policy.maxGap());
      case FIRING ->
          policy.resolveAfter().isZero()
              ? lastHeardAt.plus(LONGEST_SILENCE)
              : lastMatchAt.plus(policy.resolveAfter());
      case OVER -> transitions.get(transitions.size() - 1).at().plus(REMEMBERED);
    };
  }

  /** Whether what is seen, now that it is over, was a part of it. */
  boolean covers(Observation seen) {
    boolean between = seen.at().isAfter(startedAt) && seen.at().isBefore(lastMatchAt);
    return between || causeIds.containsAll(seen.causeIds());
  }

  AlertState withTransition(Transition transition) {
    List<Transition> all = new ArrayList<>(transitions);
    if (all.size() == MOST_TRANSITIONS) {
      all.remove(1);
    }
    all.add(transition);
    return new AlertState(
        identity,
        transition.status() == Status.FIRING ? Phase.FIRING : Phase.OVER,
        startedAt,
        transition.status() == Status.FIRING ? Optional.of(transition.at()) : firedAt,
        lastMatchAt,
        lastHeardAt,
        ended,
        policy,
        ruleVersion,
        labels,
        annotations,
        all,
        causeIds,
        firstSource,
        lastSource,
        matches);
  }

  /** After another match; while pending the words of the newest match count. */
  AlertState withMatch(Observation seen) {
    boolean pending = phase == Phase.PENDING;
    return new AlertState(
        identity,
        phase,
        startedAt,
        firedAt,
        later(lastMatchAt, seen.at()),
        later(lastHeardAt, seen.at()),
        ended,
        pending ? seen.policy() : seen.policy().withTaskOf(policy),
        ruleVersion,
        pending ? seen.labels() : labels,
        pending ? seen.annotations() : annotations,
        transitions,
        withCauses(seen.causeIds()),
        firstSource,
        seen.source(),
        matches + 1);
  }

  /** After an event that did not match, or an end. */
  AlertState withWord(Observation seen) {
    return new AlertState(
        identity,
        phase,
        startedAt,
        firedAt,
        lastMatchAt,
        seen.ended() ? later(lastHeardAt, seen.at()) : lastHeardAt,
        ended || seen.ended(),
        policy,
        ruleVersion,
        labels,
        annotations,
        transitions,
        causeIds,
        firstSource,
        seen.source(),
        matches);
  }

  private List<String> withCauses(List<String> more) {
    List<String> all = new ArrayList<>(causeIds);
    int known = more.lastIndexOf(causeIds.get(causeIds.size() - 1));
    all.addAll(more.subList(known + 1, more.size()));
    return bounded(all);
  }

  /** The first half of the causes for good, then the newest. */
  static List<String> bounded(List<String> causeIds) {
    List<String> kept = new ArrayList<>(causeIds);
    while (kept.size() > MOST_CAUSES) {
      kept.remove(MOST_CAUSES / 2);
    }
    return kept;
  }

  private static Instant later(Instant a, Instant b) {
    return a.isBefore(b) ? b : a;
  }
}
