package dev.gantry.testkit.ruletest;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gantry.testkit.Simulation;
import dev.gantry.topologies.definition.Fields;
import dev.gantry.topologies.rule.Names;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Reads what a test gives: {@code defaults} and {@code input_events}. */
final class EventReader {

  /** Events of one test: a test is no replay. */
  private static final int MOST_EVENTS = 100_000;

  private EventReader() {}

  /** Fields that every record of a stream has unless it says otherwise. */
  static Map<String, ObjectNode> defaults(Fields fields, Map<String, ObjectNode> outer) {
    Map<String, ObjectNode> defaults = new TreeMap<>(outer);
    Optional<Fields> inner = fields.mapping("defaults", "{stream: {field: value}}");
    inner.ifPresent(
        found -> {
          for (String stream : found.names()) {
            Node node = found.find(stream).orElse(null);
            if (!Simulation.STREAMS.contains(stream)) {
              found.refuse(stream, "a stream (" + hint(stream) + ")", "an unknown one");
            } else if (node instanceof MappingNode mapping) {
              ObjectNode all = copy(outer.get(stream));
              all.setAll(JsonNodes.object(mapping, found.pathOf(stream), fields.problems()));
              defaults.put(stream, all);
            } else {
              found.refuse(stream, "{field: value}");
            }
          }
        });
    return defaults;
  }

  /** All records of a test, in the order in which they come. */
  static List<GivenEvent> events(Fields test, Map<String, ObjectNode> defaults) {
    List<GivenEvent> events = new ArrayList<>();
    for (Fields event : test.mappings("input_events", "{on, at, record}")) {
      Optional<String> stream = stream(event);
      if (stream.isPresent() && events.size() <= MOST_EVENTS) {
        events.addAll(expand(event, stream.get(), copy(defaults.get(stream.get()))));
        event.finish();
      }
    }
    if (events.size() > MOST_EVENTS) {
      test.refuse("input_events", "at most " + MOST_EVENTS + " events", "more");
    }
    if (test.find("input_events").isEmpty()) {
      test.missing("input_events", "a list of {on, at, record}");
    }
    events.sort(Comparator.comparing(GivenEvent::at));
    return List.copyOf(events);
  }

  private static Optional<String> stream(Fields event) {
    Map<String, String> choices = new LinkedHashMap<>();
    Simulation.STREAMS.forEach(stream -> choices.put(stream, stream));
    if (event.find("on").isEmpty()) {
      event.missing("on", "one of " + String.join(", ", Simulation.STREAMS));
    }
    return event.choice("on", choices);
  }

  private static List<GivenEvent> expand(Fields event, String stream, ObjectNode record) {
    Duration at = event.duration("at").orElse(Duration.ZERO);
    Duration late = event.duration("late_by").orElse(Duration.ZERO);
    event
        .find("record")
        .ifPresent(
            node -> {
              if (node instanceof MappingNode mapping) {
                record.setAll(JsonNodes.object(mapping, event.pathOf("record"), event.problems()));
              } else {
                event.refuse("record", "{field: value}");
              }
            });
    Map<String, List<Optional<BigDecimal>>> values = values(event);
    int count = count(event, values);
    Duration every = event.duration("every").orElse(Duration.ZERO);
    if (count > 1 && every.isZero()) {
      event.missing("every", "the time between two of them, such as 100ms");
    }
    int line = event.node().getStartMark().getLine() + 1;
    List<GivenEvent> events = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Optional<ObjectNode> one = with(record, values, i);
      if (one.isPresent()) {
        Duration comes = at.plus(every.multipliedBy(i));
        events.add(new GivenEvent(line, stream, comes, comes.minus(late), one.get()));
      }
    }
    return events;
  }

  /** The fields that change from one record to the next. */
  private static Map<String, List<Optional<BigDecimal>>> values(Fields event) {
    Map<String, List<Optional<BigDecimal>>> values = new TreeMap<>();
    Optional<Fields> inner = event.mapping("values", "{field: '0+10x5'}");
    inner.ifPresent(
        found -> {
          for (String name : found.names()) {
            String text =
                found.find(name).orElse(null) instanceof ScalarNode scalar ? scalar.getValue() : "";
            SeriesNotation.parse(text)
                .ifPresentOrElse(
                    series -> values.put(name, series),
                    () -> found.refuse(name, SeriesNotation.EXPECTED));
          }
        });
    if (values.values().stream().map(List::size).distinct().count() > 1) {
      event.refuse("values", "as many values of each field", "different numbers of them");
    }
    return values;
  }

  private static int count(Fields event, Map<String, List<Optional<BigDecimal>>> values) {
    Optional<Double> times =
        event.number(
            "times",
            value -> value == Math.rint(value) && value >= 1 && value <= MOST_EVENTS,
            "a whole number from 1 to " + MOST_EVENTS);
    Optional<Duration> until = event.duration("until");
    Optional<Duration> every = event.duration("every");
    if (!values.isEmpty()) {
      refuseBeside(event, "values", "times", "until");
      return values.values().iterator().next().size();
    }
    if (times.isPresent()) {
      refuseBeside(event, "times", "until");
      return times.get().intValue();
    }
    if (until.isEmpty() || every.isEmpty() || every.get().isZero()) {
      if (every.isPresent() != until.isPresent()) {
        event.missing(every.isPresent() ? "until" : "every", "every together with times or until");
      }
      return 1;
    }
    Duration span = until.get().minus(event.duration("at").orElse(Duration.ZERO));
    if (span.isNegative()) {
      event.refuse("until", "a time after at");
      return 1;
    }
    long count = span.dividedBy(every.get()) + 1;
    if (count > MOST_EVENTS) {
      event.refuse("every", "at most " + MOST_EVENTS + " events", count + " of them");
      return 1;
    }
    return (int) count;
  }

  private static void refuseBeside(Fields event, String name, String... others) {
    for (String other : others) {
      event.refuse(other, "nothing beside " + name);
    }
  }

  private static Optional<ObjectNode> with(
      ObjectNode record, Map<String, List<Optional<BigDecimal>>> values, int index) {
    ObjectNode one = record.deepCopy();
    for (Map.Entry<String, List<Optional<BigDecimal>>> series : values.entrySet()) {
      if (index >= series.getValue().size() || series.getValue().get(index).isEmpty()) {
        return Optional.empty();
      }
      one.put(series.getKey(), series.getValue().get(index).get());
    }
    return Optional.of(one);
  }

  private static ObjectNode copy(@Nullable ObjectNode record) {
    return record == null ? JsonNodeFactory.instance.objectNode() : record.deepCopy();
  }

  private static String hint(String word) {
    return Names.nearest(word, Simulation.STREAMS)
        .map(near -> "did you mean " + near + "?")
        .orElse("known are " + String.join(", ", Simulation.STREAMS));
  }
}
