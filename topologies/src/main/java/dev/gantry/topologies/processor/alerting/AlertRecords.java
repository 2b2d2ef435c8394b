package dev.gantry.topologies.processor.alerting;

import dev.gantry.domain.alerting.AlertMachine;
import dev.gantry.domain.alerting.AlertPolicy;
import dev.gantry.domain.alerting.AlertState;
import dev.gantry.domain.alerting.AlertState.Status;
import dev.gantry.domain.alerting.AlertState.Transition;
import dev.gantry.domain.alerting.AlertTask;
import dev.gantry.domain.alerting.Identity;
import dev.gantry.domain.alerting.Observation;
import dev.gantry.domain.alerting.Rule;
import dev.gantry.domain.alerting.SourceRecord;
import dev.gantry.domain.time.Micros;
import dev.gantry.schemas.records.Alert;
import dev.gantry.schemas.records.AlertCommand;
import dev.gantry.schemas.records.AlertStatus;
import dev.gantry.schemas.records.AlertTransition;
import dev.gantry.schemas.records.Origin;
import dev.gantry.schemas.records.Signal;
import dev.gantry.schemas.records.TimeMode;
import dev.gantry.topologies.processor.EventTimes;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Maps between records and the values of the alert machine. */
final class AlertRecords {

  private AlertRecords() {}

  static Identity identity(Signal signal) {
    return new Identity(signal.getScope(), signal.getRule(), new TreeMap<>(signal.getIdentity()));
  }

  static KeptAlert.TimeLine timeLine(Signal signal) {
    return new KeptAlert.TimeLine(
        signal.getSourceTopic(),
        signal.getSourcePartition(),
        signal.getTimeMode(),
        signal.getSourceKey());
  }

  static Observation observation(Signal signal) {
    return Observation.ofRecord(
        signal.getMatched(),
        signal.getEnded(),
        signal.getOver(),
        Micros.toInstant(signal.getEventTimeUs()),
        Micros.toInstant(signal.getWatermarkUs()),
        new AlertPolicy(
            Micros.toDuration(signal.getHoldUs()),
            Micros.toDuration(signal.getMaxGapUs()),
            Micros.toDuration(signal.getResolveAfterUs()),
            task(signal)),
        signal.getRuleVersion(),
        new TreeMap<>(signal.getLabels()),
        new TreeMap<>(signal.getAnnotations()),
        signal.getCauseId(),
        new SourceRecord(
            signal.getSourceTopic(), signal.getSourcePartition(), signal.getSourceOffset()));
  }

  /** The task that an alert of this match opens; absent when none. */
  static Optional<AlertTask> task(Signal signal) {
    if (!signal.getOpensTask()) {
      return Optional.empty();
    }
    Duration dueAfter = Micros.toDuration(signal.getTaskDueAfterUs());
    return Optional.of(
        new AlertTask(
            signal.getTaskAssignee(),
            dueAfter.isZero() ? Optional.empty() : Optional.of(dueAfter),
            signal.getTaskResolvesAlert()));
  }

  /** What a command to resolve it makes of an alert. */
  static AlertMachine.Step resolve(
      AlertState state, AlertCommand command, long timestampMs, TimeMode mode) {
    long atUs = EventTimes.clamp(command.getOccurredAtUs(), timestampMs * 1000, mode);
    String why = command.getComment().isEmpty() ? "" : ": " + command.getComment();
    String reason = "resolved by " + command.getAuthor() + why;
    return AlertMachine.resolvedBy(state, Micros.toInstant(atUs), reason);
  }

  /** An alert as it is after its newest transition. */
  static Alert alert(AlertState state, TimeMode mode) {
    Transition newest = state.transitions().get(state.transitions().size() - 1);
    boolean resolved = newest.status() == Status.RESOLVED;
    return Alert.newBuilder()
        .setAlertId(state.alertId())
        .setFingerprint(state.identity().fingerprint())
        .setScope(state.identity().scope())
        .setRule(state.identity().rule())
        .setRuleVersion(state.ruleVersion())
        .setStatus(resolved ? AlertStatus.RESOLVED : AlertStatus.FIRING)
        .setSeverity(state.labels().getOrDefault(Rule.SEVERITY, ""))
        .setLabels(state.labels())
        .setAnnotations(state.annotations())
        .setStartedAtUs(Micros.of(state.startedAt()))
        .setFiredAtUs(state.firedAt().map(Micros::of).orElse(0L))
        .setResolvedAtUs(resolved ? Micros.of(newest.at()) : 0)
        .setLastMatchAtUs(Micros.of(state.lastMatchAt()))
        .setTimeMode(mode)
        .setTransitions(state.transitions().stream().map(AlertRecords::transition).toList())
        .setCauseIds(state.causeIds())
        .setOrigins(origins(state))
        .setTaskId(state.taskId().orElse(""))
        .build();
  }

  private static AlertTransition transition(Transition transition) {
    return AlertTransition.newBuilder()
        .setAtUs(Micros.of(transition.at()))
        .setStatus(transition.status() == Status.FIRING ? AlertStatus.FIRING : AlertStatus.RESOLVED)
        .setReason(transition.reason())
        .build();
  }

  /** From the first to the last record; where these are of two partitions, those two alone. */
  private static List<Origin> origins(AlertState state) {
    SourceRecord first = state.firstSource();
    SourceRecord last = state.lastSource();
    boolean isOneRun = first.topic().equals(last.topic()) && first.partition() == last.partition();
    if (!isOneRun) {
      return List.of(origin(first, first.offset(), 1), origin(last, last.offset(), 1));
    }
    SourceRecord lower = first.offset() <= last.offset() ? first : last;
    long upper = Math.max(first.offset(), last.offset());
    return List.of(origin(lower, upper, (int) Math.min(Integer.MAX_VALUE, state.matches())));
  }

  private static Origin origin(SourceRecord first, long lastOffset, int count) {
    return Origin.newBuilder()
        .setTopic(first.topic())
        .setPartition(first.partition())
        .setFirstOffset(first.offset())
        .setLastOffset(lastOffset)
        .setCount(count)
        .build();
  }
}
