package dev.gantry.topologies.rule;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.avro.specific.SpecificRecordBase;

/**
 * The rules of one stream, found by what a record says: most rules are about one camera, one label
 * or one kind of event, and need not be looked at for a record of another. Each rule is entered
 * under one field that must have a value for it to hold, of several under that which tells most
 * rules apart. Immutable.
 */
public final class RuleIndex {

  private final List<CompiledRule> all;

  /** Positions of those that no field tells of. */
  private final SortedSet<Integer> unguarded = new TreeSet<>();

  private final List<CompiledRule> always;

  private final List<Entry> entries;
  private final List<List<String>> groupings;
  private final Map<String, SortedSet<Integer>> byName = new HashMap<>();

  /**
   * Rules by the value of a field.
   *
   * @param rules positions among all
   * @param withAlways these rules and those for every record, in order
   */
  private record Entry(
      Field field,
      Map<Object, SortedSet<Integer>> rules,
      Map<Object, List<CompiledRule>> withAlways) {}

  /**
   * Enters rules.
   *
   * @param rules of one stream, in the order in which they are to be found
   */
  public RuleIndex(List<CompiledRule> rules) {
    all = List.copyOf(rules);
    Map<String, Set<Object>> values = valuesByField(all);
    Map<Field, Map<Object, SortedSet<Integer>>> byField = new LinkedHashMap<>();
    for (int position = 0; position < all.size(); position++) {
      byName
          .computeIfAbsent(all.get(position).rule().alert(), name -> new TreeSet<>())
          .add(position);
      Optional<Guard> guard = mostTelling(all.get(position), values);
      if (guard.isEmpty()) {
        unguarded.add(position);
      } else {
        byField
            .computeIfAbsent(guard.get().field(), field -> new HashMap<>())
            .computeIfAbsent(guard.get().value(), value -> new TreeSet<>())
            .add(position);
      }
    }
    groupings =
        all.stream()
            .filter(CompiledRule::isTracked)
            .map(tracked -> tracked.rule().groupBy())
            .distinct()
            .toList();
    always = at(unguarded);
    entries =
        byField.entrySet().stream().map(each -> entry(each.getKey(), each.getValue())).toList();
  }

  /** What those rules group by of whose identities more than a match is told; each once. */
  public List<List<String>> groupings() {
    return groupings;
  }

  private static Map<String, Set<Object>> valuesByField(List<CompiledRule> rules) {
    Map<String, Set<Object>> values = new HashMap<>();
    for (CompiledRule rule : rules) {
      for (Guard guard : rule.guards()) {
        values.computeIfAbsent(guard.field().name(), name -> new HashSet<>()).add(guard.value());
      }
    }
    return values;
  }

  private static Optional<Guard> mostTelling(
      CompiledRule rule, Map<String, Set<Object>> valuesByField) {
    return rule.guards().stream()
        .max(
            Comparator.comparingInt(
                guard -> valuesByField.getOrDefault(guard.field().name(), Set.of()).size()));
  }

  private Entry entry(Field field, Map<Object, SortedSet<Integer>> rules) {
    Map<Object, List<CompiledRule>> withAlways = new HashMap<>();
    rules.forEach(
        (value, positions) -> {
          SortedSet<Integer> both = new TreeSet<>(unguarded);
          both.addAll(positions);
          withAlways.put(value, at(both));
        });
    return new Entry(field, rules, withAlways);
  }

  private List<CompiledRule> at(SortedSet<Integer> positions) {
    return positions.stream().map(all::get).toList();
  }

  /** Every rule of the stream, in order. */
  public List<CompiledRule> all() {
    return all;
  }

  /** The rules that may hold for a record, in order; for no other can they. */
  public List<CompiledRule> about(SpecificRecordBase record) {
    List<CompiledRule> found = always;
    int hits = 0;
    for (Entry entry : entries) {
      List<CompiledRule> rules = entry.withAlways().get(entry.field().in(record));
      if (rules != null) {
        hits++;
        found = rules;
      }
    }
    return hits < 2 ? found : merged(record, Set.of());
  }

  /**
   * The rules that may hold for a record, and some that are to be asked whatever it is about, in
   * order.
   *
   * @param names names of the others
   */
  public List<CompiledRule> about(SpecificRecordBase record, Set<String> names) {
    return names.isEmpty() ? about(record) : merged(record, names);
  }

  private List<CompiledRule> merged(SpecificRecordBase record, Set<String> names) {
    SortedSet<Integer> positions = new TreeSet<>(unguarded);
    for (String name : names) {
      positions.addAll(byName.getOrDefault(name, new TreeSet<>()));
    }
    for (Entry entry : entries) {
      positions.addAll(entry.rules().getOrDefault(entry.field().in(record), new TreeSet<>()));
    }
    return at(positions);
  }
}
