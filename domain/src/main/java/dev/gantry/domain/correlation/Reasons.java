package dev.gantry.domain.correlation;

import dev.gantry.domain.alerting.Correlation;
import dev.gantry.domain.alerting.Correlation.Term;
import dev.gantry.domain.time.Micros;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Collection;
import java.util.stream.Collectors;

/** Why a correlation is true, in words. */
final class Reasons {

  private Reasons() {}

  /** So many matches, or values. */
  static String counted(Correlation correlation, int number) {
    String signals =
        correlation.terms().stream().map(Term::signal).collect(Collectors.joining(" or "));
    String what =
        correlation
            .count()
            .flatMap(count -> count.field())
            .map(field -> "different " + field + " of " + signals)
            .orElse(signals);
    return number + " " + what + within(correlation);
  }

  /**
   * Signals that came together.
   *
   * @param terms indexes of the terms that came
   */
  static String together(Correlation correlation, Collection<Integer> terms) {
    String joint = correlation.type() == Correlation.Type.TEMPORAL_ORDERED ? ", then " : " and ";
    String came =
        terms.stream()
            .map(index -> correlation.terms().get(index).signal())
            .collect(Collectors.joining(joint));
    String missing =
        correlation.terms().stream()
            .filter(Term::negated)
            .map(Term::signal)
            .collect(Collectors.joining(" or "));
    return came + (missing.isEmpty() ? "" : " without " + missing) + within(correlation);
  }

  private static String within(Correlation correlation) {
    Duration timespan = correlation.timespan();
    return " within "
        + BigDecimal.valueOf(Micros.of(timespan), 6).stripTrailingZeros().toPlainString()
        + " s";
  }
}
