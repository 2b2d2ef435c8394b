package dev.gantry.testkit.whatif;

import dev.gantry.testkit.AlertLife;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How the alerts of two runs over the same records differ.
 *
 * @param gained alerts of the second run only, in the order of firing
 * @param lost alerts of the first run only, in the order of firing
 * @param moved alerts of both that fired or resolved at other times, in the order of firing
 * @param same alerts of both that did not
 * @param last event time of the last record: what fires after it rests on nothing having come since
 * @param refused records that no role could take
 */
public record AlertChanges(
    List<AlertLife> gained,
    List<AlertLife> lost,
    List<Moved> moved,
    int same,
    Instant last,
    int refused) {

  private static final Comparator<AlertLife> IN_ORDER =
      Comparator.comparing(AlertLife::firedAt)
          .thenComparing(AlertLife::rule)
          .thenComparing(AlertLife::id);

  public AlertChanges {
    gained = List.copyOf(gained);
    lost = List.copyOf(lost);
    moved = List.copyOf(moved);
  }

  /** An alert before and after. */
  public record Moved(AlertLife before, AlertLife after) {}

  /**
   * Compares. An alert is the same one by its id; or else, of the same rule and identity, by the
   * time that both fired.
   */
  static AlertChanges between(
      List<AlertLife> before, List<AlertLife> after, Instant from, Instant last, int refused) {
    Map<String, AlertLife> left = new LinkedHashMap<>();
    before.stream().sorted(IN_ORDER).forEach(alert -> left.put(alert.id(), alert));
    List<AlertLife> unpaired = new ArrayList<>();
    List<Moved> pairs = new ArrayList<>();
    for (AlertLife alert : after.stream().sorted(IN_ORDER).toList()) {
      AlertLife known = left.remove(alert.id());
      if (known == null) {
        unpaired.add(alert);
      } else {
        pairs.add(new Moved(known, alert));
      }
    }
    List<AlertLife> gained = new ArrayList<>();
    for (AlertLife alert : unpaired) {
      Optional<AlertLife> other =
          left.values().stream().filter(each -> overlap(each, alert)).findFirst();
      other.ifPresentOrElse(
          each -> {
            left.remove(each.id());
            pairs.add(new Moved(each, alert));
          },
          () -> gained.add(alert));
    }
    pairs.removeIf(pair -> isOver(pair.before(), from) && isOver(pair.after(), from));
    List<Moved> moved =
        pairs.stream()
            .filter(AlertChanges::hasMoved)
            .sorted(Comparator.comparing(Moved::after, IN_ORDER))
            .toList();
    return new AlertChanges(
        gained.stream().filter(alert -> !isOver(alert, from)).toList(),
        left.values().stream().filter(alert -> !isOver(alert, from)).toList(),
        moved,
        pairs.size() - moved.size(),
        last,
        refused);
  }

  /**
   * Whether an alert fires when nothing more was recorded: something that was not may speak against
   * it.
   */
  public boolean isIncomplete(AlertLife alert) {
    return alert.firedAt().isAfter(last);
  }

  private static boolean hasMoved(Moved pair) {
    return !pair.before().firedAt().equals(pair.after().firedAt())
        || !pair.before().resolvedAt().equals(pair.after().resolvedAt());
  }

  private static boolean overlap(AlertLife one, AlertLife other) {
    return one.rule().equals(other.rule())
        && one.fingerprint().equals(other.fingerprint())
        && !one.startedAt().isAfter(end(other))
        && !other.startedAt().isAfter(end(one));
  }

  private static boolean isOver(AlertLife alert, Instant from) {
    return end(alert).isBefore(from);
  }

  private static Instant end(AlertLife alert) {
    return alert.resolvedAt().orElse(Instant.MAX);
  }
}
