package dev.gantry.query.view;

import dev.gantry.schemas.records.Alert;
import dev.gantry.schemas.records.AlertStatus;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Alerts at their newest state, newest first; the oldest are dropped above a limit. */
public final class AlertsView {

  private final int maxAlerts;
  private final Consumer<Alert> listener;
  private final Map<String, Alert> byId = new HashMap<>();
  private final NavigableMap<AlertKey, Alert> newestFirst = new TreeMap<>();
  private long fired;

  /**
   * @param maxAlerts alerts kept, 1 or more
   * @param listener told of every change that comes in after the start
   */
  public AlertsView(int maxAlerts, Consumer<Alert> listener) {
    this.maxAlerts = maxAlerts;
    this.listener = listener;
  }

  void accept(ConsumerRecord<byte[], byte[]> source, Alert alert, boolean live) {
    take(alert, live);
    if (live) {
      listener.accept(alert);
    }
  }

  private synchronized void take(Alert alert, boolean live) {
    Alert before = byId.put(alert.getAlertId(), alert);
    if (before != null) {
      newestFirst.remove(AlertKey.of(before));
    } else if (live) {
      fired++;
    }
    newestFirst.put(AlertKey.of(alert), alert);
    if (newestFirst.size() > maxAlerts) {
      byId.remove(newestFirst.pollLastEntry().getKey().alertId());
    }
  }

  /** One alert at its newest state. */
  public synchronized Optional<Alert> find(String alertId) {
    return Optional.ofNullable(byId.get(alertId));
  }

  /**
   * Alerts at their newest state, newest first.
   *
   * @param after only those after this key; null for all
   * @param filter which ones
   * @param limit at most so many
   */
  public synchronized Collection<Alert> list(
      @Nullable AlertKey after, Predicate<Alert> filter, int limit) {
    Stream<Alert> alerts =
        (after == null ? newestFirst : newestFirst.tailMap(after, false)).values().stream();
    return alerts.filter(filter).limit(limit).toList();
  }

  /** Alerts that are going on, by the value of one of their labels; the newest when several. */
  public synchronized Map<String, Alert> firingBy(String label) {
    Map<String, Alert> firing = new HashMap<>();
    for (Alert alert : newestFirst.values()) {
      String value = alert.getLabels().get(label);
      if (value != null && alert.getStatus() == AlertStatus.FIRING) {
        firing.putIfAbsent(value, alert);
      }
    }
    return firing;
  }

  /** Alerts that are going on. */
  public synchronized long firing() {
    return newestFirst.values().stream().filter(a -> a.getStatus() == AlertStatus.FIRING).count();
  }

  /** Alerts known. */
  public synchronized int size() {
    return newestFirst.size();
  }

  /** Alerts that fired since the view started. */
  public synchronized long fired() {
    return fired;
  }

  /**
   * Orders alerts, the newest first.
   *
   * @param firedAtUs when it fired, microseconds of event time
   * @param alertId id
   */
  public record AlertKey(long firedAtUs, String alertId) implements Comparable<AlertKey> {

    /** The key of an alert. */
    public static AlertKey of(Alert alert) {
      return new AlertKey(alert.getFiredAtUs(), alert.getAlertId());
    }

    @Override
    public int compareTo(AlertKey other) {
      int newerFirst = Long.compare(other.firedAtUs, firedAtUs);
      return newerFirst != 0 ? newerFirst : alertId.compareTo(other.alertId);
    }
  }
}
