package dev.gantry.domain.alerting;

import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What has to come together for a correlated rule to be true, as in Sigma's correlations. Only
 * matches of the rule's predicates (its signals) that agree in all the rule groups by come
 * together.
 *
 * @param type how they come together
 * @param terms the signals that take part, in order, each once; 1 to {@value #MOST_TERMS}
 * @param timespan the time within which they have to come, longer than 0, at most {@link
 *     #LONGEST_TIMESPAN}
 * @param count how many; absent where all terms have to come
 * @param aliases by common name and signal, how that signal's records call it; names without one
 *     are called the same everywhere
 */
public record Correlation(
    Type type,
    List<Term> terms,
    Duration timespan,
    Optional<Count> count,
    SortedMap<String, SortedMap<String, String>> aliases) {

  /** Most signals of a rule. */
  public static final int MOST_TERMS = 16;

  /** Signals are kept so long. */
  public static final Duration LONGEST_TIMESPAN = Duration.ofDays(7);

  public Correlation {
    terms = List.copyOf(terms);
    SortedMap<String, SortedMap<String, String>> copy = new TreeMap<>();
    aliases.forEach(
        (name, bySignal) ->
            copy.put(name, Collections.unmodifiableSortedMap(new TreeMap<>(bySignal))));
    aliases = Collections.unmodifiableSortedMap(copy);
    Stream.of(
            problemOfTerms(terms), problemOfTimespan(timespan), problemOfCount(type, terms, count))
        .flatMap(Optional::stream)
        .forEach(
            problem -> {
              throw new IllegalArgumentException(
                  "correlation." + problem.field() + ": expected " + problem.expected());
            });
  }

  /** How matches come together. */
  public enum Type {
    /** So many matches within the timespan. */
    EVENT_COUNT,
    /** Matches with so many different values within the timespan. */
    VALUE_COUNT,
    /** Matches of all terms within the timespan, in any order. */
    TEMPORAL,
    /** Matches of all terms within the timespan, in their order. */
    TEMPORAL_ORDERED;

    /** Whether it counts matches rather than putting different ones together. */
    public boolean counts() {
      return this == EVENT_COUNT || this == VALUE_COUNT;
    }

    /** Its name as Sigma has it. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * A signal that takes part.
   *
   * @param signal name of the predicate
   * @param negated whether it must not come
   */
  public record Term(String signal, boolean negated) {}

  /** The terms that have to come, in order. */
  public List<Term> positive() {
    return terms.stream().filter(term -> !term.negated()).toList();
  }

  /** Index of a signal's term. */
  public Optional<Integer> indexOf(String signal) {
    for (int i = 0; i < terms.size(); i++) {
      if (terms.get(i).signal().equals(signal)) {
        return Optional.of(i);
      }
    }
    return Optional.empty();
  }

  /** Whether it may be true because something did not come. */
  public boolean restsOnAbsence() {
    return terms.stream().anyMatch(Term::negated) || count.flatMap(Count::most).isPresent();
  }

  /** How many matches, or terms, are enough. */
  public int least() {
    return count.map(Count::least).orElseGet(() -> positive().size());
  }

  /** How the records of a signal call what the rule calls by a common name. */
  public String ownName(String name, String signal) {
    return aliases.getOrDefault(name, Collections.emptySortedMap()).getOrDefault(signal, name);
  }

  /**
   * Something wrong with the parts of a correlation.
   *
   * @param field which part, as rules name it
   * @param expected what would have been right
   */
  public record Problem(String field, String expected) {}

  /** What is wrong with the signals that take part; empty when nothing is. */
  public static Optional<Problem> problemOfTerms(List<Term> terms) {
    Set<String> names = new HashSet<>();
    boolean twice = terms.stream().anyMatch(term -> !names.add(term.signal()));
    if (terms.isEmpty() || terms.size() > MOST_TERMS || twice) {
      return problem("rules", "1 to " + MOST_TERMS + " different signals");
    }
    return terms.stream().allMatch(Term::negated)
        ? problem("rules", "a signal that has to come, beside those that must not")
        : Optional.empty();
  }

  /** What is wrong with the time within which they have to come; empty when nothing is. */
  public static Optional<Problem> problemOfTimespan(Duration timespan) {
    return timespan.compareTo(Duration.ZERO) <= 0 || timespan.compareTo(LONGEST_TIMESPAN) > 0
        ? problem("timespan", "more than 0 s and at most " + LONGEST_TIMESPAN.toDays() + "d")
        : Optional.empty();
  }

  /** What is wrong with how many have to come, of signals that are right; empty when nothing is. */
  public static Optional<Problem> problemOfCount(
      Type type, List<Term> terms, Optional<Count> count) {
    return type.counts() ? countProblem(type, terms, count) : gatherProblem(type, terms, count);
  }

  private static Optional<Problem> countProblem(
      Type type, List<Term> terms, Optional<Count> count) {
    if (terms.stream().anyMatch(Term::negated)) {
      return problem("rules", "signals that are counted, none with not");
    }
    if (count.isEmpty()) {
      return problem("condition", "how many, such as {gte: 5}");
    }
    if (count.get().field().isPresent() == (type == Type.VALUE_COUNT)) {
      return Optional.empty();
    }
    return type == Type.VALUE_COUNT
        ? problem("condition", "the field whose values are counted, such as {field: user, gte: 5}")
        : problem("condition", "no field, which value_count alone counts");
  }

  private static Optional<Problem> gatherProblem(
      Type type, List<Term> terms, Optional<Count> count) {
    if (count.isEmpty()) {
      return Optional.empty();
    }
    int positive = (int) terms.stream().filter(term -> !term.negated()).count();
    boolean all = type == Type.TEMPORAL_ORDERED || positive < terms.size();
    if (count.get().field().isPresent() || count.get().most().isPresent()) {
      return problem("condition", "how many different signals at least, such as {gte: 2}");
    }
    if (count.get().least() > positive || (all && count.get().least() < positive)) {
      return problem(
          "condition", "no condition, or all " + positive + " signals that have to come");
    }
    return Optional.empty();
  }

  private static Optional<Problem> problem(String field, String expected) {
    return Optional.of(new Problem(field, expected));
  }

  /** Aliases of none. */
  public static SortedMap<String, SortedMap<String, String>> noAliases() {
    return Collections.emptySortedMap();
  }
}
