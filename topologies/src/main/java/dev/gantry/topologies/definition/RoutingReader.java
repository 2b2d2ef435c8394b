package dev.gantry.topologies.definition;

import dev.gantry.topologies.rule.Names;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.Node;
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
      Pattern.compile("(on-call|team|contact):" + Fields.ID.pattern());

  private final Fields fields;
  private final Set<String> receivers;
  private final Set<String> escalations;

  private RoutingReader(Fields fields) {
    this.fields = fields;
    this.escalations = escalations();
    this.receivers = receivers();
  }

  /** Its id. */
  static Optional<String> read(Fields fields) {
    return new RoutingReader(fields).read();
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
      for (Fields.Element channel : receiver.elements("channels", "a list of channels")) {
        if (!isChannel(channel.node())) {
          fields
              .problems()
              .at(
                  channel.node(),
                  channel.path(),
                  "an address such as json://host/hook, or the id of a channel");
        }
      }
      known(receiver, "escalation", escalations, "escalation");
      receiver.finish();
    }
    return names;
  }

  private static boolean isChannel(Node node) {
    if (!(node instanceof ScalarNode text)) {
      return false;
    }
    if (!text.getValue().contains(":/")) {
      return Fields.ID.matcher(text.getValue()).matches();
    }
    try {
      URI address = new URI(text.getValue());
      return address.getScheme() != null && address.getRawAuthority() != null;
    } catch (URISyntaxException e) {
      return false;
    }
  }

  private Set<String> escalations() {
    Set<String> names = new LinkedHashSet<>();
    for (Fields chain : fields.mappings("escalations", "{name, steps, repeat}")) {
      name(chain, names);
      List<Fields> steps = chain.mappings("steps", "{notify} or {wait}");
      if (chain.find("steps").isEmpty()) {
        chain.missing("steps", "a list of {notify} or {wait}");
      } else if (steps.isEmpty()) {
        chain.refuse("steps", "one step or more");
      }
      steps.forEach(RoutingReader::step);
      chain.number(
          "repeat", v -> v >= 0 && v <= 100 && v == Math.rint(v), "a whole number from 0 to 100");
      chain.finish();
    }
    return names;
  }

  private static void step(Fields step) {
    Optional<String> notified = step.text("notify");
    if (notified.isPresent() && !NOTIFIED.matcher(notified.get()).matches()) {
      step.refuse("notify", "on-call:, team: or contact: and an id");
    }
    step.duration("wait");
    if (step.find("notify").isPresent() == step.find("wait").isPresent()) {
      step.problems()
          .at(step.node(), step.pathOf("notify"), "either notify or wait", "both or neither");
    }
    step.finish();
  }

  private static void name(Fields named, Set<String> names) {
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
    String hint =
        Names.nearest(name.get(), names)
            .map(near -> "did you mean " + near + "?")
            .orElse(names.isEmpty() ? "none is" : "defined are " + String.join(", ", names));
    fields.refuse(field, "the name of a defined " + what + " (" + hint + ")");
  }
}
