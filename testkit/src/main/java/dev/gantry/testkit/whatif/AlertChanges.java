package dev.gantry.testkit.whatif;

import dev.gantry.testkit.AlertLife;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * How the alerts of two runs over the same records differ.
 *
 * @param gained alerts of the second run only, in the order of firing
 * @param lost alerts of the first run only, in the order of firing
 * @param moved alerts of both that fired or resolved at other times, in the order of firing
 * @param changed alerts of both that fired and resolved at the same times, and say something else,
 *     in the order of firing
 * @param same alerts of both that say the same
 * @param last event time of the last record: what fires after it rests on nothing having come since
 * @param refused records that no role could take
 */
public record AlertChanges(
    List<AlertLife> gained,
    List<AlertLife> lost,
    List<Pair> moved,
    List<Pair> changed,
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
    changed = List.copyOf(changed);
  }

  /** An alert before and after. */
  public record Pair(AlertLife before, AlertLife after) {

    /** In which labels and annotations they differ, by name; labels first. */
    public List<Difference> differences() {
      List<Difference> found = new ArrayList<>();
      compare("labels", before.labels(), after.labels(), found);
      compare("annotations", before.annotations(), after.annotations(), found);
      return found;
    }

    private static void compare(
        String what,
        Map<String, String> before,
        Map<String, String> after,
        List<Difference> found) {
      Set<String> names = new TreeSet<>(before.keySet());
      names.addAll(after.keySet());
      for (String name : names) {
        String old = before.getOrDefault(name, "");
        String now = after.getOrDefault(name, "");
        if (!old.equals(now)) {
          found.add(new Difference(what + "." + name, old, now));
        }
      }
    }

    private boolean hasMoved() {
      return !before.firedAt().equals(after.firedAt())
          || !before.resolvedAt().equals(after.resolvedAt());
    }

    private boolean hasChanged() {
      return !hasMoved() && !differences().isEmpty();
    }
  }

  /**
   * What an alert says before and after.
   *
   * @param field such as {@code labels.severity}
   * @param before empty when it says nothing
   * @param after as before
   */
  public record Difference(String field, String before, String after) {}

  /**
   * Compares. An alert is the same one by its id; or else, of the same rule and identity, by the
   * time that both fired.
   */
  static AlertChanges between(
      List<AlertLife> before, List<AlertLife> after, Instant from, Instant last, int refused) {
    Map<String, AlertLife> left = new LinkedHashMap<>();
    before.stream().sorted(IN_ORDER).forEach(alert -> left.put(alert.id(), alert));
    List<AlertLife> unpaired = new ArrayList<>();
    List<Pair> pairs = new ArrayList<>();
    for (AlertLife alert : after.stream().sorted(IN_ORDER).toList()) {
      AlertLife known = left.remove(alert.id());
      if (known == null) {
        unpaired.add(alert);
      } else {
        pairs.add(new Pair(known, alert));
      }
    }
    List<AlertLife> gained = new ArrayList<>();
    for (AlertLife alert : unpaired) {
      Optional<AlertLife> other =
          left.values().stream().filter(each -> overlap(each, alert)).findFirst();
      other.ifPresentOrElse(
          each -> {
            left.remove(each.id());
            pairs.add(new Pair(each, alert));
          },
          () -> gained.add(alert));
    }
    pairs.removeIf(pair -> isOver(pair.before(), from) && isOver(pair.after(), from));
    List<Pair> moved = inOrder(pairs, Pair::hasMoved);
    List<Pair> changed = inOrder(pairs, Pair::hasChanged);
    return new AlertChanges(
        gained.stream().filter(alert -> !isOver(alert, from)).toList(),
        left.values().stream().filter(alert -> !isOver(alert, from)).toList(),
        moved,
        changed,
        pairs.size() - moved.size() - changed.size(),
        last,
        refused);
  }

  private static List<Pair> inOrder(List<Pair> pairs, Predicate<Pair> which) {
    return pairs.stream()
        .filter(which)
        .sorted(Comparator.comparing(Pair::after, IN_ORDER))
        .toList();
  }

  /**
   * Whether an alert fires when nothing more was recorded: something that was not may speak against
   * it.
   */
  public boolean isIncomplete(AlertLife alert) {
    return alert.firedAt().isAfter(last);
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
