package dev.gantry.domain.correlation;

import dev.gantry.domain.alerting.Correlation;
import dev.gantry.domain.alerting.Correlation.Term;
import dev.gantry.domain.alerting.Count;
import dev.gantry.domain.alerting.SourceRecord;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Correlations and matches out of short texts. Times are seconds after {@link #T0}. */
final class TestCorrelations {

  static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");

  private static final Pattern TERM = Pattern.compile("(!?)([a-z])");
  private static final Pattern BOUND = Pattern.compile("(gte|gt|lte|lt|eq)(\\d+)");
  private static final Pattern MATCH = Pattern.compile("([a-z])(?:\\[(\\w+)])?([\\d.]+)");

  private TestCorrelations() {}

  static Instant at(double second) {
    return T0.plusMillis(Math.round(second * 1000));
  }

  static Correlation correlation(String text) {
    String[] parts = text.strip().split(" ", -1);
    Correlation.Type type = Correlation.Type.valueOf(parts[0].toUpperCase(Locale.ROOT));
    List<Term> terms = new ArrayList<>();
    Matcher term = TERM.matcher(parts[1]);
    while (term.find()) {
      terms.add(new Term(term.group(2), !term.group(1).isEmpty()));
    }
    return new Correlation(
        type,
        terms,
        Duration.ofSeconds(Long.parseLong(parts[2])),
        parts.length > 3 ? Optional.of(count(parts[3], type)) : Optional.empty(),
        Correlation.noAliases());
  }

  private static Count count(String text, Correlation.Type type) {
    int least = 0;
    Optional<Integer> most = Optional.empty();
    Matcher bound = BOUND.matcher(text);
    while (bound.find()) {
      int number = Integer.parseInt(bound.group(2));
      switch (bound.group(1)) {
        case "gt" -> least = number + 1;
        case "gte" -> least = number;
        case "lt" -> most = Optional.of(number - 1);
        case "lte" -> most = Optional.of(number);
        default -> {
          least = number;
          most = Optional.of(number);
        }
      }
    }
    return new Count(
        least, most, type == Correlation.Type.VALUE_COUNT ? Optional.of("user") : Optional.empty());
  }

  static List<SignalMatch> matches(Correlation correlation, String text) {
    List<SignalMatch> matches = new ArrayList<>();
    for (String word : text.strip().split(" ", -1)) {
      Matcher match = MATCH.matcher(word);
      if (!match.matches()) {
        throw new IllegalArgumentException(word);
      }
      String value = Optional.ofNullable(match.group(2)).orElse("");
      matches.add(
          match(
              correlation,
              match.group(1),
              Double.parseDouble(match.group(3)),
              value,
              matches.size()));
    }
    return matches;
  }

  /** Matches of random signals, some of them of the same moment. */
  static List<SignalMatch> random(Correlation correlation, Random random, int count) {
    List<SignalMatch> matches = new ArrayList<>();
    double at = 0;
    for (int i = 0; i < count; i++) {
      at += random.nextInt(3) / 2.0;
      String signal = correlation.terms().get(random.nextInt(correlation.terms().size())).signal();
      matches.add(match(correlation, signal, at, "v" + random.nextInt(5), i));
    }
    return matches;
  }

  private static SignalMatch match(
      Correlation correlation, String signal, double second, String value, int offset) {
    String time = BigDecimal.valueOf(second).stripTrailingZeros().toPlainString();
    return new SignalMatch(
        correlation.indexOf(signal).orElseThrow(),
        at(second),
        value,
        signal + "@" + time,
        new TreeMap<>(Map.of("site", "harbour", "signal", signal)),
        new TreeMap<>(Map.of(signal + ".at", time)),
        new SourceRecord(signal + "-events", 0, offset));
  }

  static String outcomes(List<Outcome> outcomes) {
    return outcomes.stream()
        .map(outcome -> second(outcome.startedAt()) + ">" + second(outcome.at()))
        .collect(Collectors.joining(" "));
  }

  private static String second(Instant at) {
    return BigDecimal.valueOf(Duration.between(T0, at).toMillis(), 3)
        .stripTrailingZeros()
        .toPlainString();
  }
}
