package dev.gantry.query.resource;

import dev.gantry.schemas.records.AlertStatus;
import dev.gantry.schemas.records.AlertTransition;
import dev.gantry.schemas.records.Origin;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Alerts as the API shows them. */
public final class Alerts {

  private Alerts() {}

  /** A page of alerts, the newest first. */
  public record AlertList(
      @Doc("The alerts, the one that fired last first.") List<Alert> alerts,
      @Doc(
              value = "Give it as cursor to get the next page; null on the last.",
              example = "MTc2NzIyNTYxNDgwMDAwMDpoMS1hYg")
          @Nullable String nextCursor) {

    public AlertList {
      alerts = List.copyOf(alerts);
    }
  }

  /** An alert at its newest state. */
  public record Alert(
      @Doc(value = "Id of the alert.", example = "5f1d0c9a-83b2c46e11d07f52") String alertId,
      @Doc(value = "Whether it is going on.", example = "firing") Status status,
      @Doc(value = "Name of the rule.", example = "speeding_school_zone") String rule,
      @Doc(value = "Version of the rule when it fired.", example = "1") int ruleVersion,
      @Doc(value = "Severity; null when the rule gives none.", example = "high")
          @Nullable String severity,
      @Doc(value = "Value of the scope label.", example = "harbour") String scope,
      @Doc(value = "Site label; null when there is none.", example = "harbour")
          @Nullable String site,
      @Doc(
              value = "What happened, in words: the summary annotation, else the rule's name.",
              example = "car 63.1 ± 1.4 km/h at bridge-north")
          String summary,
      @Doc(
              value = "Labels of the rule and of the identity.",
              example = "{\"camera\": \"bridge-north\", \"track\": \"bridge-north-7-120-0\"}")
          Map<String, String> labels,
      @Doc(
              value = "Annotations as of the event that fired the alert.",
              example = "{\"summary\": \"car 63.1 ± 1.4 km/h at bridge-north\"}")
          Map<String, String> annotations,
      @Doc(
              value = "Event time of the first contributing event.",
              example = "2026-01-01T00:00:12.800000Z")
          Instant startedAt,
      @Doc(value = "Event time at which it fired.", example = "2026-01-01T00:00:14.800000Z")
          Instant firedAt,
      @Doc(
              value = "Event time at which it resolved; null while firing.",
              example = "2026-01-01T00:00:31.200000Z")
          @Nullable Instant resolvedAt,
      @Doc(
              value = "Event time of the last event for which the rule held; null if none.",
              example = "2026-01-01T00:00:21.200000Z")
          @Nullable Instant lastMatchAt,
      Clocked timeMode,
      @Doc("Changes so far, the oldest first.") List<Transition> transitions,
      @Doc(
              value = "Ids of the first and last contributing events.",
              example = "[\"bridge-north-7-120-0@128\"]")
          List<String> causeIds,
      @Doc(
              value = "Task that it opened when it fired; null when it opened none.",
              example = "alert-5f1d0c9a-83b2c46e11d07f52")
          @Nullable String taskId,
      @Doc("Input records it was derived from.") List<Source> origins) {

    public Alert {
      labels = Map.copyOf(labels);
      annotations = Map.copyOf(annotations);
      transitions = List.copyOf(transitions);
      causeIds = List.copyOf(causeIds);
      origins = List.copyOf(origins);
    }

    /** As the API shows an alert. */
    public static Alert of(dev.gantry.schemas.records.Alert alert) {
      return new Alert(
          alert.getAlertId(),
          Status.of(alert.getStatus()),
          alert.getRule(),
          alert.getRuleVersion(),
          Units.textOrNull(alert.getSeverity()),
          alert.getScope(),
          alert.getLabels().get("site"),
          alert.getAnnotations().getOrDefault("summary", alert.getRule()),
          alert.getLabels(),
          alert.getAnnotations(),
          Units.time(alert.getStartedAtUs()),
          Units.time(alert.getFiredAtUs()),
          Units.timeOrNull(alert.getResolvedAtUs()),
          Units.timeOrNull(alert.getLastMatchAtUs()),
          Clocked.of(alert.getTimeMode()),
          alert.getTransitions().stream().map(Transition::of).toList(),
          alert.getCauseIds(),
          Units.textOrNull(alert.getTaskId()),
          alert.getOrigins().stream().map(Source::of).toList());
    }
  }

  /** Whether an alert is going on. */
  public enum Status {
    FIRING,
    RESOLVED;

    static Status of(AlertStatus status) {
      return status == AlertStatus.RESOLVED ? RESOLVED : FIRING;
    }
  }

  /** One change in the life of an alert. */
  public record Transition(
      @Doc(value = "When, in event time.", example = "2026-01-01T00:00:14.800000Z") Instant at,
      @Doc(value = "Status from then on.", example = "firing") Status status,
      @Doc(value = "Why, in words.", example = "held for 2s") String reason) {

    static Transition of(AlertTransition transition) {
      return new Transition(
          Units.time(transition.getAtUs()),
          Status.of(transition.getStatus()),
          transition.getReason());
    }
  }

  /** A run of records of a topic. */
  public record Source(
      @Doc(value = "Topic.", example = "vehicle-tracks") String topic,
      @Doc(value = "Partition.", example = "3") int partition,
      @Doc(value = "Offset of the first record.", example = "5120") long firstOffset,
      @Doc(value = "Offset of the last record.", example = "5168") long lastOffset,
      @Doc(value = "How many records.", example = "20") int count) {

    static Source of(Origin origin) {
      return new Source(
          origin.getTopic(),
          origin.getPartition(),
          origin.getFirstOffset(),
          origin.getLastOffset(),
          origin.getCount());
    }
  }
}
