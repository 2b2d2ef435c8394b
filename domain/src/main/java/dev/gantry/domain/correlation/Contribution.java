package dev.gantry.domain.correlation;

import dev.gantry.domain.alerting.SourceRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What matches that came together say.
 *
 * @param first event time of the first of them
 * @param last event time of the last
 * @param causeIds their logical ids in order, at most {@value #MOST_CAUSES}: of more the last
 * @param labels their labels; an empty value where they differ
 * @param fields what texts may say of them; of several of one signal the last one's
 * @param firstSource where the first lies
 * @param lastSource where the last lies
 */
public record Contribution(
    Instant first,
    Instant last,
    List<String> causeIds,
    SortedMap<String, String> labels,
    SortedMap<String, String> fields,
    SourceRecord firstSource,
    SourceRecord lastSource) {

  /** Most causes kept, as many as an alert has. */
  public static final int MOST_CAUSES = 16;

  private static final long MOST_BYTES_OF_CHARACTER = 3;

  public Contribution {
    causeIds = List.copyOf(causeIds);
    labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
    fields = Collections.unmodifiableSortedMap(new TreeMap<>(fields));
  }

  static Contribution of(SignalMatch match) {
    return new Contribution(
        match.at(),
        match.at(),
        List.of(match.causeId()),
        match.labels(),
        match.fields(),
        match.source(),
        match.source());
  }

  /** With what came at the same time or later. */
  Contribution plus(Contribution later) {
    List<String> causes = new ArrayList<>(causeIds);
    causes.addAll(later.causeIds);
    SortedMap<String, String> together = new TreeMap<>(labels);
    later.labels.forEach(
        (name, value) -> together.merge(name, value, (a, b) -> a.equals(b) ? a : ""));
    SortedMap<String, String> said = new TreeMap<>(fields);
    said.putAll(later.fields);
    return new Contribution(
        first,
        later.last,
        causes.subList(Math.max(0, causes.size() - MOST_CAUSES), causes.size()),
        together,
        said,
        firstSource,
        later.lastSource);
  }

  Contribution plus(SignalMatch later) {
    return plus(of(later));
  }

  /** No fewer bytes than its texts take. */
  long mostBytes() {
    long characters = 0;
    for (String text : causeIds) {
      characters += text.length();
    }
    for (Map<String, String> texts : List.of(labels, fields)) {
      for (Map.Entry<String, String> text : texts.entrySet()) {
        characters += text.getKey().length() + text.getValue().length();
      }
    }
    return MOST_BYTES_OF_CHARACTER * characters;
  }

  /** The labels that none of them contradicts. */
  public SortedMap<String, String> agreedLabels() {
    SortedMap<String, String> agreed = new TreeMap<>();
    for (Map.Entry<String, String> label : labels.entrySet()) {
      if (!label.getValue().isEmpty()) {
        agreed.put(label.getKey(), label.getValue());
      }
    }
    return agreed;
  }
}
