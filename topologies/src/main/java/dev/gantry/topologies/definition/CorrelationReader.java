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
   * A correlation as it is written, as far as it could be read.
   *
   * @param correlation absent when a problem was reported
   * @param terms the signals that take part
   * @param counted what the different values are counted of
   * @param aliases by common name and signal, how that signal's records call it
   * @param groupBy what matches have to agree in
   */
  record Read(
      Optional<Correlation> correlation,
      List<Term> terms,
      Optional<String> counted,
      SortedMap<String, SortedMap<String, String>> aliases,
      List<String> groupBy) {

    private static Read nothing() {
      return new Read(
          Optional.empty(), List.of(), Optional.empty(), Correlation.noAliases(), List.of());
    }

    /**
     * One to check everything else with, if this one can't be read: what is right about it, with
     * all signals.
     *
     * @param signals names, one or more
     */
    Correlation orStandIn(List<String> signals) {
      return correlation.orElseGet(
          () -> {
            List<Term> all =
                signals.stream().limit(Correlation.MOST_TERMS).map(this::term).toList();
            boolean none = counted.isPresent() || all.stream().allMatch(Term::negated);
            return new Correlation(
                counted.isPresent() ? Correlation.Type.VALUE_COUNT : Correlation.Type.TEMPORAL,
                none ? all.stream().map(term -> new Term(term.signal(), false)).toList() : all,
                Duration.ofSeconds(1),
                counted.map(field -> new Count(1, Optional.empty(), counted)),
                aliases);
          });
    }

    private Term term(String signal) {
      return terms.stream()
          .filter(term -> term.signal().equals(signal))
          .findFirst()
          .orElse(new Term(signal, false));
    }
  }

  /**
   * The named predicates as they are written.
   *
   * @param names names of all
   * @param read those about which no problem was reported
   */
  record Signals(List<String> names, List<Rule.Predicate> read) {

    boolean areAllRead() {
      return read.size() == names.size();
    }

    List<String> namesOfRead() {
      return read.stream().map(Rule.Predicate::name).toList();
    }
  }

  static Signals signals(Fields fields) {
    List<Rule.Predicate> signals = new ArrayList<>();
    if (fields.find("signals").isEmpty()) {
      fields.missing("signals", "signals by name, each {on, expr}");
    }
    Optional<Fields> all = fields.mapping("signals", "signals by name, each {on, expr}");
    if (all.isEmpty()) {
      return new Signals(List.of(), signals);
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
    return new Signals(List.copyOf(all.get().names()), signals);
  }

  /**
   * How they come together.
   *
   * @param names names of all signals
   */
  static Read correlation(Fields fields, List<String> names) {
    if (fields.find("correlation").isEmpty()) {
      fields.missing("correlation", "how the signals come together: {type, rules, timespan}");
    }
    return fields
        .mapping("correlation", "{type, rules, timespan}")
        .map(block -> block(fields, block, names))
        .orElseGet(Read::nothing);
  }

  private static Read block(Fields fields, Fields block, List<String> names) {
    Problems problems = fields.problems();
    int before = problems.count();
    Optional<Correlation.Type> type = type(block);
    Optional<Duration> timespan = timespan(block);
    List<String> groupBy = block.texts("group-by", "a list of names that signals have values for");
    SortedMap<String, SortedMap<String, String>> aliases = aliases(block, names);
    int beforeTerms = problems.count();
    List<Term> terms = terms(block, names);
    if (problems.count() == beforeTerms) {
      refuseUnused(fields, names, terms);
      refuse(block, Correlation.problemOfTerms(terms));
    }
    Optional<Count> count = block.mapping("condition", "{gte: 5}").map(CorrelationReader::count);
    if (problems.count() == beforeTerms && type.isPresent()) {
      refuse(block, Correlation.problemOfCount(type.get(), terms, count));
    }
    block.finish();
    Optional<Correlation> whole =
        problems.count() == before
            ? Optional.of(
                new Correlation(type.orElseThrow(), terms, timespan.orElseThrow(), count, aliases))
            : Optional.empty();
    return new Read(whole, terms, count.flatMap(Count::field), aliases, groupBy);
  }

  private static Optional<Duration> timespan(Fields block) {
    if (block.find("timespan").isEmpty()) {
      block.missing("timespan", Durations.EXPECTED);
    }
    Optional<Duration> timespan = block.duration("timespan");
    refuse(block, timespan.flatMap(Correlation::problemOfTimespan));
    return timespan;
  }

  private static void refuse(Fields correlation, Optional<Correlation.Problem> problem) {
    problem.ifPresent(
        found -> {
          if (correlation.find(found.field()).isPresent()) {
            correlation.refuse(found.field(), found.expected());
          } else {
            correlation.missing(found.field(), found.expected());
          }
        });
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
                (names.isEmpty()
                        ? "signals to name"
                        : "one of the signals " + String.join(", ", names))
                    + hint,
                Problems.quote(name.get()));
      } else if (name.isPresent() && isAmong(terms, name.get())) {
        correlation
            .problems()
            .at(element.node(), element.path(), "each signal once", Problems.quote(name.get()));
      } else {
        name.ifPresent(signal -> terms.add(new Term(signal, negated.isPresent())));
      }
    }
    return terms;
  }

  private static boolean isAmong(List<Term> terms, String signal) {
    return terms.stream().anyMatch(term -> term.signal().equals(signal));
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

  /** What is asked for; one match or more where a problem was reported. */
  private static Count count(Fields condition) {
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
      return new Count(1, Optional.empty(), field);
    }
    return new Count(least.orElse(0), most, field);
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
