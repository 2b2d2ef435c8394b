package dev.gantry.topologies.processor.alerting;

import dev.gantry.domain.alerting.Identity;
import dev.gantry.domain.alerting.Observation;
import dev.gantry.domain.correlation.CorrelationGroup;
import dev.gantry.domain.correlation.CorrelationGroup.Change;
import dev.gantry.domain.correlation.CorrelationGroup.Verdict;
import dev.gantry.domain.correlation.Outcome;
import dev.gantry.schemas.records.Signal;
import dev.gantry.topologies.port.TopologyContext;
import dev.gantry.topologies.processor.DueTimes;
import dev.gantry.topologies.processor.KeptStates;
import dev.gantry.topologies.processor.alerting.KeptAlert.TimeLine;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.ProcessorContext;

/**
 * Puts the matches of correlated rules together. A match waits until all streams that take part
 * have come further, so that the outcome does not depend on which of them is quicker; a deadline
 * waits the same way. Where a stream is silent for long it is left out, and an outcome that rests
 * on what it might have said is marked as incomplete.
 *
 * <p>A new version of a rule starts anew: its matches form groups of their own, and what the old
 * one waited for is dropped from the event time on at which it ends.
 */
final class CorrelateSignals {

  private final TopologyContext from;
  private final KeptStates<KeptGroup> groups;
  private final Alerts alerts;
  private final Silence silence = new Silence();
  private final HeardCameras cameras;
  private final HeardStreams streams;
  private final DueTimes<WaitsFor> dueTimes = new DueTimes<>();
  private final EarlyMatches early;

  /** Takes what correlations come to. */
  interface Alerts {

    /** A correlation came true. */
    void observe(Identity identity, Observation seen, TimeLine time, long timestampMs);

    /** Nothing that happened before a time can come any more. */
    void reach(TimeLine time, Instant until, long timestampMs);
  }

  CorrelateSignals(
      TopologyContext from,
      ProcessorContext<?, ?> context,
      KeptStates<KeptGroup> groups,
      Alerts alerts) {
    this.from = from;
    this.groups = groups;
    this.alerts = alerts;
    this.early = new EarlyMatches(context::metrics);
    silence.look(context.currentSystemTimeMs());
    groups.forEach((key, kept) -> schedule(kept));
    this.cameras = new HeardCameras(from.definitions(), silence);
    this.streams =
        new HeardStreams(
            from.partitions(),
            from.topics().vehicleTracks().name(),
            cameras,
            silence,
            !dueTimes.isEmpty());
  }

  /** Whether something waits. */
  boolean isWaiting() {
    return !dueTimes.isEmpty();
  }

  /** A match of a correlated rule has come. */
  void match(Signal signal, long timestampMs) {
    streams.hear(signal);
    KeptGroup kept = find(signal);
    CorrelationGroup.Arrival arrival =
        kept.group()
            .arrive(
                CorrelationRecords.match(signal, kept.plan().correlation()),
                signal.getIdentified());
    if (arrival.verdict() == Verdict.REPEATED) {
      from.counters().repeated();
      return;
    }
    if (arrival.verdict() == Verdict.LATE) {
      from.counters().late();
      return;
    }
    early.add(kept.identity().rule(), arrival.early());
    Change change = arrival.change();
    Optional<Instant> alertUntil = kept.alertUntil();
    if (!change.outcomes().isEmpty()) {
      Reached reached = streams.reached(kept.waitsFor());
      alertUntil = tell(kept, change.outcomes(), reached, timestampMs);
    }
    keep(kept, change, alertUntil);
    advance(kept.waitsFor(), timestampMs);
  }

  /** Streams have come further. */
  void progress(Signal signal, long timestampMs) {
    streams.hear(signal);
    dueTimes.lines().forEach(waits -> advance(waits, timestampMs));
  }

  /** The wall clock has gone on: what is silent is left out. */
  void tick(long nowMs) {
    silence.look(nowMs);
    cameras.look();
    dueTimes.lines().forEach(waits -> advance(waits, nowMs));
  }

  private void advance(WaitsFor waits, long timestampMs) {
    Reached reached = streams.reached(waits);
    for (String key : dueTimes.takeBefore(reached.until(), waits)) {
      KeptGroup kept = groups.load(key);
      if (kept != null) {
        advance(kept, reached, timestampMs);
      }
    }
  }

  private void advance(KeptGroup kept, Reached reached, long timestampMs) {
    Change come = kept.group().reach(reached.until());
    Optional<Instant> alertUntil = tell(kept, come.outcomes(), reached, timestampMs);
    alerts.reach(kept.timeLine(), reached.until(), timestampMs);
    keep(kept, come, alertUntil.filter(until -> !until.isBefore(reached.until())));
  }

  /** Tells of outcomes, and answers when the alert of the group resolves if nothing more comes. */
  private Optional<Instant> tell(
      KeptGroup kept, List<Outcome> outcomes, Reached reached, long timestampMs) {
    Optional<Instant> end =
        from.definitions().ruleVersionEndsAt(kept.identity().rule(), kept.plan().ruleVersion());
    Optional<Instant> alertUntil = kept.alertUntil();
    for (Outcome outcome : outcomes) {
      if (end.filter(at -> !outcome.at().isBefore(at)).isEmpty()) {
        alerts.observe(
            kept.identity(),
            CorrelationRecords.observation(kept, outcome, reached.missing(outcome.at())),
            kept.timeLine(),
            timestampMs);
        alertUntil = Optional.of(outcome.at().plus(kept.plan().resolveAfter()));
      }
    }
    return alertUntil;
  }

  /** Changes a group, when all that comes of the change was told. */
  private void keep(KeptGroup kept, Change change, Optional<Instant> alertUntil) {
    KeptGroupCodec.requireRoom(change.state());
    kept.accept(change, alertUntil);
    if (kept.isEmpty()) {
      groups.forget(kept.key());
      dueTimes.forget(kept.key());
    } else {
      groups.save(kept.key(), kept);
      schedule(kept);
    }
  }

  private void schedule(KeptGroup kept) {
    kept.dueAt().ifPresent(at -> dueTimes.schedule(kept.key(), kept.waitsFor(), at));
  }

  /** The group of a match, as it is kept or a new one. */
  private KeptGroup find(Signal signal) {
    KeptGroup known = groups.load(CorrelationRecords.key(signal));
    return known == null ? CorrelationRecords.newGroup(signal) : known;
  }
}
