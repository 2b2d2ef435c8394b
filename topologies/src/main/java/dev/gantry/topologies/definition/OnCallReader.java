package dev.gantry.topologies.definition;

import java.time.Duration;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * Checks a document of kind on-call: who is to be told when. Layers lie one above the other, each
 * with a rotation of contacts; overrides lie above them all.
 */
final class OnCallReader {

  private static final Duration DAY = Duration.ofDays(1);
  private static final String CONTACTS = "a list of ids of contacts";
  private static final String LOCAL_TIME = "a local time such as 2026-01-05T08:00";
  private static final String LAYER = "{name, rotation, turn, start, end, on_duty}";

  private final Fields fields;
  private final References references;
  private final Set<String> names = new HashSet<>();

  private OnCallReader(Fields fields, References references) {
    this.fields = fields;
    this.references = references;
  }

  /** Its id; also notes whom it names. */
  static Optional<String> read(Fields fields, References references) {
    return new OnCallReader(fields, references).read();
  }

  private Optional<String> read() {
    Optional<String> id = fields.id("id");
    fields.text("name");
    Instants.zone(fields);
    Lists.requiredMappings(fields, "layers", LAYER).forEach(this::layer);
    fields.mappings("overrides", "{contacts, start, end}").forEach(this::override);
    fields.finish();
    return id;
  }

  private void layer(Fields layer) {
    RoutingReader.name(layer, names);
    List<Fields.Element> turns = Lists.required(layer, "rotation", CONTACTS);
    turns.forEach(this::turn);
    span(layer);
    Optional<Duration> turn = layer.duration("turn");
    if (layer.find("turn").isEmpty() && turns.size() > 1) {
      layer.missing("turn", "how long one has it, such as 7d");
    }
    turn.filter(each -> !isTurn(each))
        .ifPresent(each -> layer.refuse("turn", "from 1m to less than 1d, or whole days"));
    layer.mappings("on_duty", "{days_of_week, from, to}").forEach(OnCallReader::onDuty);
    layer.finish();
  }

  /** Whole days go by the calendar, so that the handover stays at its time of day. */
  private static boolean isTurn(Duration turn) {
    return turn.compareTo(DAY) < 0
        ? turn.compareTo(Duration.ofMinutes(1)) >= 0
        : turn.equals(Duration.ofDays(turn.toDays()));
  }

  /** One contact, or a list of several at a time. */
  private void turn(Fields.Element turn) {
    if (turn.node() instanceof SequenceNode) {
      List<Fields.Element> together = fields.elementsOf(turn.node(), turn.path(), "");
      if (together.isEmpty()) {
        fields.problems().at(turn.node(), turn.path(), "one contact or more");
      }
      references.idsOnce(together, Referent.PERSON);
    } else {
      references.id(turn, Referent.PERSON);
    }
  }

  private void override(Fields override) {
    references.idsOnce(Lists.required(override, "contacts", CONTACTS), Referent.PERSON);
    if (override.find("end").isEmpty()) {
      override.missing("end", LOCAL_TIME);
    }
    span(override);
    override.finish();
  }

  private static void span(Fields fields) {
    if (fields.find("start").isEmpty()) {
      fields.missing("start", LOCAL_TIME);
    }
    Optional<LocalDateTime> start = parsed(fields, "start", LOCAL_TIME, LocalDateTime::parse);
    Optional<LocalDateTime> end = parsed(fields, "end", LOCAL_TIME, LocalDateTime::parse);
    if (start.isPresent() && end.isPresent() && !end.get().isAfter(start.get())) {
      fields.refuse("end", "a time after start");
    }
  }

  private static void onDuty(Fields hours) {
    CalendarReader.days(hours);
    String expected = "a time of day such as \"18:00\"";
    Optional<LocalTime> from = parsed(hours, "from", expected, LocalTime::parse);
    Optional<LocalTime> to = parsed(hours, "to", expected, LocalTime::parse);
    if (hours.find("from").isPresent() != hours.find("to").isPresent()) {
      String missing = hours.find("from").isPresent() ? "to" : "from";
      hours.missing(missing, expected);
    }
    if (from.isPresent() && from.equals(to)) {
      hours.refuse("to", "another time than from");
    }
    if (hours.names().isEmpty()) {
      hours
          .problems()
          .at(hours.node(), hours.pathOf("from"), "days_of_week, or from and to", "nothing");
    }
    hours.finish();
  }

  /** Of a scalar of any kind: without quotes, YAML takes 18:00 for a number. */
  private static <T> Optional<T> parsed(
      Fields fields, String name, String expected, Function<String, T> parser) {
    return fields
        .find(name)
        .flatMap(
            node -> {
              try {
                return Optional.of(
                    parser.apply(node instanceof ScalarNode text ? text.getValue() : ""));
              } catch (DateTimeParseException e) {
                fields.refuse(name, expected);
                return Optional.empty();
              }
            });
  }
}
