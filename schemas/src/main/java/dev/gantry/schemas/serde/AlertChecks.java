package dev.gantry.schemas.serde;

import dev.gantry.schemas.records.Alert;
import dev.gantry.schemas.records.AlertCommand;
import dev.gantry.schemas.records.AlertCommandType;
import dev.gantry.schemas.records.Delivery;
import dev.gantry.schemas.records.DeliveryOutcome;
import dev.gantry.schemas.records.DeliveryReceipt;
import dev.gantry.schemas.records.Disposition;
import dev.gantry.schemas.records.Notification;
import dev.gantry.schemas.records.Signal;
import dev.gantry.schemas.records.SignalKind;
import dev.gantry.schemas.records.Suppression;
import dev.gantry.schemas.records.SuppressionCause;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Checks of alerts and what is done about them. A scope may be empty: the label has no value. */
final class AlertChecks {

  private static final int MOST_TRANSITIONS = 64;
  private static final int MOST_RECEIPTS = 256;

  private static final Set<String> CORRELATIONS =
      Collections.unmodifiableSet(
          new TreeSet<>(List.of("event_count", "temporal", "temporal_ordered", "value_count")));

  private AlertChecks() {}

  static void signal(Signal signal) {
    if (signal.getKind() == SignalKind.PROGRESS) {
      if (signal.getQuietTopics().isEmpty()) {
        Check.present("source_topic", signal.getSourceTopic());
      }
      return;
    }
    if (!signal.getCorrelation().isEmpty()) {
      Check.oneOf("correlation", signal.getCorrelation(), CORRELATIONS);
      Check.atLeast("timespan_us", signal.getTimespanUs(), 1);
    }
    Check.present("signal_id", signal.getSignalId());
    Check.present("rule", signal.getRule());
    Check.eventTime("event_time_us", signal.getEventTimeUs());
    Check.atLeast("hold_us", signal.getHoldUs(), 0);
    Check.atLeast("max_gap_us", signal.getMaxGapUs(), 0);
    Check.atLeast("resolve_after_us", signal.getResolveAfterUs(), 0);
  }

  static void alert(Alert alert) {
    Check.id("alert_id", alert.getAlertId());
    Check.present("fingerprint", alert.getFingerprint());
    Check.present("rule", alert.getRule());
    Check.eventTime("started_at_us", alert.getStartedAtUs());
    Check.atMost("transitions", alert.getTransitions().size(), MOST_TRANSITIONS);
  }

  static void alertCommand(AlertCommand command) {
    Check.id("command_id", command.getCommandId());
    Check.id("alert_id", command.getAlertId());
    Check.present("author", command.getAuthor());
    Check.known("type", command.getType(), AlertCommandType.UNKNOWN);
    Check.eventTime("occurred_at_us", command.getOccurredAtUs());
    if (command.getType() == AlertCommandType.SNOOZE) {
      Check.eventTime("until_us", command.getUntilUs());
    }
    if (command.getType() == AlertCommandType.ASSIGN) {
      Check.present("assignee", command.getAssignee());
    }
    if (command.getType() == AlertCommandType.COMMENT) {
      Check.present("comment", command.getComment());
    }
    if (command.getType() == AlertCommandType.DISPOSE) {
      Check.known("disposition", command.getDisposition(), Disposition.UNDECIDED);
    }
    if (command.getDisposition() == Disposition.DUPLICATE) {
      Check.present("duplicate_of", command.getDuplicateOf());
    }
  }

  static void notification(Notification notification) {
    Check.present("notification_id", notification.getNotificationId());
    Check.id("alert_id", notification.getAlertId());
    Check.present("channel", notification.getChannel());
    Check.atLeast("step", notification.getStep(), 0);
    Check.atLeast("repeat", notification.getRepeat(), 0);
    Check.eventTime("due_at_us", notification.getDueAtUs());
  }

  static void delivery(Delivery delivery) {
    Check.present("notification_id", delivery.getNotificationId());
    Check.id("alert_id", delivery.getAlertId());
    Check.atLeast("attempt", delivery.getAttempt(), 1);
    Check.known("outcome", delivery.getOutcome(), DeliveryOutcome.UNKNOWN);
    Check.eventTime("attempted_at_us", delivery.getAttemptedAtUs());
    Check.atLeast("duration_us", delivery.getDurationUs(), 0);
  }

  static void deliveryReceipt(DeliveryReceipt receipt) {
    Check.id("alert_id", receipt.getAlertId());
    Check.atMost("receipts", receipt.getReceipts().size(), MOST_RECEIPTS);
  }

  static void suppression(Suppression suppression) {
    Check.present("suppression_id", suppression.getSuppressionId());
    Check.known("cause", suppression.getCause(), SuppressionCause.UNKNOWN);
    Check.eventTime("occurred_at_us", suppression.getOccurredAtUs());
  }
}
