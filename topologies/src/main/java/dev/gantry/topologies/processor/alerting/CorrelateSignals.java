package dev.gantry.topologies.processor.alerting;

import dev.gantry.domain.alerting.Correlation;
import dev.gantry.domain.alerting.Identity;
import dev.gantry.domain.alerting.Observation;
import dev.gantry.domain.correlation.CorrelationGroup;
import dev.gantry.domain.correlation.CorrelationGroup.Verdict;
import dev.gantry.domain.correlation.Outcome;
import dev.gantry.schemas.records.Signal;
import dev.gantry.topologies.port.TopologyContext;
import dev.gantry.topologies.processor.DueTimes;
import dev.gantry.topologies.processor.alerting.KeptAlert.TimeLine;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

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
  private final KeyValueStore<String, byte[]> store;
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
      KeyValueStore<String, byte[]> store,
      Alerts alerts) {
    this.from = from;
    this.store = store;
    this.alerts = alerts;
    this.early = new EarlyMatches(context::metrics);
    silence.look(context.currentSystemTimeMs());
    try (KeyValueIterator<String, byte[]> all = store.all()) {
      while (all.hasNext()) {
        KeyValue<String, byte[]> entry = all.next();
        schedule(entry.key, KeptGroupCodec.fromBytes(entry.value));
      }
    }
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
    KeptGroup fresh = CorrelationRecords.newGroup(signal);
    String key = fresh.key();
    KeptGroup before = find(key).orElse(fresh);
    Correlation correlation = before.plan().correlation();
    CorrelationGroup.Arrival arrival =
        before
            .group()
            .arrive(
                correlation, CorrelationRecords.match(signal, correlation), signal.getIdentified());
    if (arrival.verdict() == Verdict.REPEATED) {
      from.counters().repeated();
      return;
    }
    if (arrival.verdict() == Verdict.LATE) {
      from.counters().late();
      return;
    }
    early.add(before.identity().rule(), arrival.early());
    KeptGroup now = before.with(arrival.group());
    WaitsFor waits = WaitsFor.of(now);
    if (!arrival.outcomes().isEmpty()) {
      now = tell(now, arrival.outcomes(), streams.reached(waits), timestampMs);
    }
    keep(key, now);
    advance(waits, timestampMs);
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
      find(key).ifPresent(kept -> advance(key, kept, reached, timestampMs));
    }
  }

  private void advance(String key, KeptGroup kept, Reached reached, long timestampMs) {
    CorrelationGroup.Reached come = kept.group().reach(kept.plan().correlation(), reached.until());
    KeptGroup now = tell(kept.with(come.group()), come.outcomes(), reached, timestampMs);
    alerts.reach(now.timeLine(), reached.until(), timestampMs);
    keep(
        key,
        now.withAlertUntil(now.alertUntil().filter(until -> !until.isBefore(reached.until()))));
  }

  private KeptGroup tell(
      KeptGroup kept, List<Outcome> outcomes, Reached reached, long timestampMs) {
    Optional<Instant> end =
        from.definitions().ruleVersionEndsAt(kept.identity().rule(), kept.plan().ruleVersion());
    KeptGroup told = kept;
    for (Outcome outcome : outcomes) {
      if (end.filter(at -> !outcome.at().isBefore(at)).isEmpty()) {
        alerts.observe(
            kept.identity(),
            CorrelationRecords.observation(kept, outcome, reached.missing(outcome.at())),
            kept.timeLine(),
            timestampMs);
        told = told.withAlertUntil(Optional.of(outcome.at().plus(kept.plan().resolveAfter())));
      }
    }
    return told;
  }

  private void keep(String key, KeptGroup kept) {
    if (kept.isEmpty()) {
      store.delete(key);
      dueTimes.forget(key);
    } else {
      store.put(key, KeptGroupCodec.toBytes(kept));
      schedule(key, kept);
    }
  }

  private void schedule(String key, KeptGroup kept) {
    kept.dueAt().ifPresent(at -> dueTimes.schedule(key, WaitsFor.of(kept), at));
  }

  private Optional<KeptGroup> find(String key) {
    return Optional.ofNullable(store.get(key)).map(KeptGroupCodec::fromBytes);
  }
}
