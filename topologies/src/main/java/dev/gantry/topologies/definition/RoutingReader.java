package dev.gantry.topologies.definition;

import dev.gantry.topologies.rule.Names;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * Checks a document of kind routing, so that a misspelt field, a receiver that nobody defined or a
 * matcher that is none does not silently drop half of the routes. The tree of routes and the rules
 * of inhibition are Alertmanager's.
 */
final class RoutingReader {

  /** Routing is one document; it needs no id. */
  private static final String ROUTING_ID = "routing";

  private static final String ROUTE = "{receiver, group_by, routes, ...}";
  private static final Pattern NOTIFIED =
      Pattern.compile("(on-call|team|contact):(" + Fields.ID.pattern() + ")");

  private final Fields fields;
  private final References references;
  private final Set<String> receivers;
  private final Set<String> escalations;

  private RoutingReader(Fields fields, References references) {
    this.fields = fields;
    this.references = references;
    this.escalations = escalations();
    this.receivers = receivers();
  }

  /** Its id; also notes what it names in other documents. */
  static Optional<String> read(Fields fields, References references) {
    return new RoutingReader(fields, references).read();
  }

  private Optional<String> read() {
    Optional<String> id = fields.optionalId("id").or(() -> Optional.of(ROUTING_ID));
    if (fields.find("route").isEmpty()) {
      fields.missing("route", ROUTE);
    }
    fields.mapping("route", ROUTE).ifPresent(this::root);
    for (Fields rule :
        fields.mappings("inhibit_rules", "{source_matchers, target_matchers, equal}")) {
      MatchersReader.requiredMatchers(rule, "source_matchers");
      MatchersReader.requiredMatchers(rule, "target_matchers");
      MatchersReader.labels(rule, "equal");
      rule.finish();
    }
    fields.finish();
    return id;
  }

  /** The route of whatever no other takes: it has a receiver, and takes everything. */
  private void root(Fields route) {
    route.requiredText("receiver", "the name of a receiver");
    for (String name : List.of("matchers", "continue")) {
      route.refuse(name, "nothing at the root, which takes every alert");
    }
    route(route);
  }

  private void route(Fields route) {
    known(route, "receiver", receivers, "receiver");
    grouping(route);
    MatchersReader.matchers(route, "matchers");
    route.flag("continue");
    route.duration("group_wait");
    for (String name : List.of("group_interval", "repeat_interval")) {
      route
          .duration(name)
          .filter(every -> every.isZero())
          .ifPresent(every -> route.refuse(name, "more than 0s"));
    }
    route.mappings("routes", ROUTE).forEach(this::route);
    route.finish();
  }

  /** Names of labels; or {@code ['...']}: each alert by itself. */
  private static void grouping(Fields route) {
    List<Fields.Element> by = route.elements("group_by", "a list of names of labels");
    boolean byAll =
        by.size() == 1
            && by.get(0).node() instanceof ScalarNode text
            && text.getValue().equals("...");
    if (!byAll) {
      MatchersReader.labels(route, "group_by");
    }
  }

  private Set<String> receivers() {
    Set<String> names = new LinkedHashSet<>();
    for (Fields receiver : fields.mappings("receivers", "{name, channels, escalation}")) {
      name(receiver, names);
      ChannelsReader.channels(receiver, "channels", references);
      known(receiver, "escalation", escalations, "escalation");
      receiver.finish();
    }
    return names;
  }

  private Set<String> escalations() {
    Set<String> names = new LinkedHashSet<>();
    for (Fields chain : fields.mappings("escalations", "{name, steps, repeat}")) {
      name(chain, names);
      Lists.requiredMappings(chain, "steps", "{notify} or {wait}").forEach(this::step);
      chain.number(
          "repeat", v -> v >= 0 && v <= 100 && v == Math.rint(v), "a whole number from 0 to 100");
      chain.finish();
    }
    return names;
  }

  private void step(Fields step) {
    Optional<Matcher> notified = step.text("notify").map(NOTIFIED::matcher);
    if (notified.isPresent() && !notified.get().matches()) {
      step.refuse("notify", "on-call:, team: or contact: and an id");
    } else {
      notified.ifPresent(parts -> tell(step, parts.group(1), parts.group(2)));
    }
    step.duration("wait");
    if (step.find("notify").isPresent() == step.find("wait").isPresent()) {
      step.problems()
          .at(step.node(), step.pathOf("notify"), "either notify or wait", "both or neither");
    }
    step.finish();
  }

  private void tell(Fields step, String word, String id) {
    Optional<Referent> what = Referent.find(word);
    step.find("notify")
        .ifPresent(node -> references.add(node, step.pathOf("notify"), what.orElseThrow(), id));
  }

  /** Reads the name of one of several; one that was there before is reported. */
  static void name(Fields named, Set<String> names) {
    Optional<String> name = named.id("name");
    if (name.isPresent() && !names.add(name.get())) {
      named.refuse("name", "every name once");
    }
  }

  private static void known(Fields fields, String field, Set<String> names, String what) {
    Optional<String> name = fields.text(field);
    if (name.isEmpty() || name.get().isBlank() || names.contains(name.get())) {
      return;
    }
    fields.refuse(
        field, "the name of a defined " + what + " (" + Names.hint(name.get(), names) + ")");
  }
}
