package dev.gantry.domain.correlation;

import dev.gantry.domain.alerting.Correlation;
import dev.gantry.domain.alerting.SourceRecord;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A record for which a signal of a correlated rule is true.
 *
 * @param term index of the signal's term in the correlation, 0 or more
 * @param at event time of the record
 * @param value what its values are counted by; empty where events are counted, or none
 * @param causeId logical id of the record
 * @param labels labels of the record that have a value, sorted by name
 * @param fields what texts may say of it, by name
 * @param source where the record lies
 */
public record SignalMatch(
    int term,
    Instant at,
    String value,
    String causeId,
    SortedMap<String, String> labels,
    SortedMap<String, String> fields,
    SourceRecord source) {

  /** Bytes of what is no text. */
  private static final long AROUND = 64;

  public SignalMatch {
    labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
    fields = Collections.unmodifiableSortedMap(new TreeMap<>(fields));
  }

  /** About how many bytes it takes. */
  long bytes() {
    return AROUND + texts().mapToLong(text -> text.getBytes(StandardCharsets.UTF_8).length).sum();
  }

  private Stream<String> texts() {
    return Stream.of(
            Stream.of(value, causeId, source.topic()),
            labels.keySet().stream(),
            labels.values().stream(),
            fields.keySet().stream(),
            fields.values().stream())
        .flatMap(all -> all);
  }

  /**
   * The order in which matches of a group are taken: by event time; of one moment what must not
   * come is first, then the others as the rule lists them, so that they count as in order.
   */
  public static Comparator<SignalMatch> order(Correlation correlation) {
    return Comparator.comparing(SignalMatch::at)
        .thenComparing(match -> !correlation.terms().get(match.term()).negated())
        .thenComparing(SignalMatch::term)
        .thenComparing(match -> match.source().topic())
        .thenComparing(match -> match.source().partition())
        .thenComparing(match -> match.source().offset());
  }
}
