package dev.gantry.topologies.definition;

import dev.gantry.domain.alerting.Correlation;
import dev.gantry.domain.alerting.Correlation.Term;
import dev.gantry.domain.alerting.Count;
import dev.gantry.domain.alerting.Rule;
import dev.gantry.topologies.rule.Names;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Reads what correlated rules have beside others: {@code signals} and {@code correlation}. */
final class CorrelationReader {

  private static final Pattern NAME = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]{0,63}");
  private static final String EXPECTED_NAME = "names of letters, digits and '_'";
  private static final String EXPECTED_RULES =
      "names of signals, such as [door_opened, {not: person_seen}]";

  private CorrelationReader() {}

  /**
   * A correlation as it is written.
   *
   * @param groupBy what matches have to agree in
   */
  record Read(Correlation correlation, List<String> groupBy) {}

  /** The named predicates. */
  static List<Rule.Predicate> signals(Fields fields) {
    List<Rule.Predicate> signals = new ArrayList<>();
    Optional<Fields> all = fields.mapping("signals", "signals by name, each {on, expr}");
    if (all.isEmpty()) {
      fields.missing("signals", "signals by name, each {on, expr}");
      return signals;
    }
    for (String name : all.get().names()) {
      if (!NAME.matcher(name).matches()) {
        all.get().refuse(name, EXPECTED_NAME, Problems.quote(name));
        continue;
      }
      Optional<Fields> signal = all.get().mapping(name, "{on, expr}");
      if (signal.isEmpty()) {
        continue;
      }
      Optional<String> on =
          signal.get().requiredText("on", "the stream it reads, such as vehicle-tracks");
      Optional<String> expr =
          signal.get().requiredText("expr", "a CEL expression that yields true or false");
      signal.get().finish();
      if (on.isPresent() && expr.isPresent()) {
        signals.add(new Rule.Predicate(name, on.get(), expr.get()));
      }
    }
    return signals;
  }

  /** How they come together; empty when a problem was reported. */
  static Optional<Read> correlation(Fields fields, List<Rule.Predicate> signals) {
    Optional<Fields> block = fields.mapping("correlation", "{type, rules, timespan}");
    if (block.isEmpty()) {
      fields.missing("correlation", "how the signals come together: {type, rules, timespan}");
      return Optional.empty();
    }
    int before = fields.problems().count();
    Fields inner = block.get();
    Optional<Correlation.Type> type = type(inner);
    List<String> names = signals.stream().map(Rule.Predicate::name).toList();
    List<Term> terms = terms(inner, names);
    refuseUnused(fields, names, terms);
    if (inner.find("timespan").isEmpty()) {
      inner.missing("timespan", Durations.EXPECTED);
    }
    Optional<Duration> timespan = inner.duration("timespan");
    List<String> groupBy = inner.texts("group-by", "a list of names that signals have values for");
    Optional<Count> count =
        inner.mapping("condition", "{gte: 5}").flatMap(CorrelationReader::count);
    SortedMap<String, SortedMap<String, String>> aliases = aliases(inner, names);
    inner.finish();
    if (fields.problems().count() > before || type.isEmpty() || timespan.isEmpty()) {
      return Optional.empty();
    }
    Optional<Correlation.Problem> problem =
        Correlation.problem(type.get(), terms, timespan.get(), count);
    if (problem.isPresent()) {
      refuse(inner, problem.get());
      return Optional.empty();
    }
    return Optional.of(
        new Read(new Correlation(type.get(), terms, timespan.get(), count, aliases), groupBy));
  }

  private static void refuse(Fields correlation, Correlation.Problem problem) {
    if (correlation.find(problem.field()).isPresent()) {
      correlation.refuse(problem.field(), problem.expected());
    } else {
      correlation.missing(problem.field(), problem.expected());
    }
  }

  private static Optional<Correlation.Type> type(Fields correlation) {
    Map<String, Correlation.Type> types = new LinkedHashMap<>();
    for (Correlation.Type type : Correlation.Type.values()) {
      types.put(type.word(), type);
    }
    if (correlation.find("type").isEmpty()) {
      correlation.missing("type", "one of " + String.join(", ", types.keySet()));
    }
    return correlation.choice("type", types);
  }

  private static List<Term> terms(Fields correlation, List<String> names) {
    List<Term> terms = new ArrayList<>();
    if (correlation.find("rules").isEmpty()) {
      correlation.missing("rules", EXPECTED_RULES);
    }
    for (Fields.Element element : correlation.elements("rules", EXPECTED_RULES)) {
      Optional<Fields> negated = correlation.mappingAt(element);
      Optional<String> name =
          negated.isPresent()
              ? negated.get().requiredText("not", "the signal that must not come")
              : scalar(correlation, element);
      negated.ifPresent(Fields::finish);
      if (name.isPresent() && !names.contains(name.get())) {
        String hint =
            Names.nearest(name.get(), names)
                .map(near -> " (did you mean " + near + "?)")
                .orElse("");
        correlation
            .problems()
            .at(
                element.node(),
                element.path(),
                "one of the signals " + String.join(", ", names) + hint,
                Problems.quote(name.get()));
      } else {
        name.ifPresent(signal -> terms.add(new Term(signal, negated.isPresent())));
      }
    }
    return terms;
  }

  private static Optional<String> scalar(Fields correlation, Fields.Element element) {
    if (element.node() instanceof ScalarNode scalar) {
      return Optional.of(scalar.getValue());
    }
    correlation.problems().at(element.node(), element.path(), "a signal, or {not: a signal}");
    return Optional.empty();
  }

  private static void refuseUnused(Fields fields, List<String> names, List<Term> terms) {
    for (String name : names) {
      if (!terms.isEmpty() && terms.stream().noneMatch(term -> term.signal().equals(name))) {
        fields
            .mapping("signals", "")
            .ifPresent(
                signals ->
                    signals.refuse(
                        name, "a signal that correlation.rules names", "one it does not"));
      }
    }
  }

  private static Optional<Count> count(Fields condition) {
    Optional<Integer> gt = number(condition, "gt", 0);
    Optional<Integer> gte = number(condition, "gte", 1);
    Optional<Integer> lt = number(condition, "lt", 2);
    Optional<Integer> lte = number(condition, "lte", 1);
    Optional<Integer> eq = number(condition, "eq", 1);
    Optional<String> field = condition.text("field");
    condition.finish();
    long bounds = List.of(gt, gte, lt, lte, eq).stream().filter(Optional::isPresent).count();
    boolean twice =
        (gt.isPresent() && gte.isPresent())
            || (lt.isPresent() && lte.isPresent())
            || (eq.isPresent() && bounds > 1);
    Optional<Integer> least = eq.or(() -> gte).or(() -> gt.map(bound -> bound + 1));
    Optional<Integer> most = eq.or(() -> lte).or(() -> lt.map(bound -> bound - 1));
    boolean crossed = least.isPresent() && most.isPresent() && least.get() > most.get();
    if (bounds == 0 || twice || crossed || least.orElse(0) > Count.MOST) {
      condition
          .problems()
          .at(
              condition.node(),
              condition.pathOf("").replaceAll("[.]$", ""),
              "gt or gte, lt or lte, or eq, of numbers up to "
                  + Count.MOST
                  + " that one count can meet");
      return Optional.empty();
    }
    return Optional.of(new Count(least.orElse(0), most, field));
  }

  private static Optional<Integer> number(Fields condition, String name, int least) {
    return condition
        .number(
            name,
            value -> value == Math.rint(value) && value >= least && value <= Count.MOST,
            "a whole number from " + least + " to " + Count.MOST)
        .map(Double::intValue);
  }

  private static SortedMap<String, SortedMap<String, String>> aliases(
      Fields correlation, List<String> names) {
    SortedMap<String, SortedMap<String, String>> aliases = new TreeMap<>();
    Optional<Fields> all =
        correlation.mapping("aliases", "by common name and signal, the signal's own name");
    if (all.isEmpty()) {
      return aliases;
    }
    for (String name : all.get().names()) {
      SortedMap<String, String> bySignal =
          all.get().textMap(name, NAME, "by signal, its own name for " + name);
      for (String signal : bySignal.keySet()) {
        if (!names.contains(signal)) {
          all.get()
              .mapping(name, "")
              .ifPresent(
                  each ->
                      each.refuse(
                          signal,
                          "an alias for one of the signals " + String.join(", ", names),
                          "one for " + Problems.quote(signal)));
        }
      }
      aliases.put(name, bySignal);
    }
    return aliases;
  }
}
