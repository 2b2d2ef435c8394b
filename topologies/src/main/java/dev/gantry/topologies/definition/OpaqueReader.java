package dev.gantry.topologies.definition;

import java.util.List;
import java.util.Optional;

/**
 * Reads documents of kinds that are kept as they are: the id, and for routing the fields at the
 * top, so that a misspelt one does not silently drop half of the routes.
 */
final class OpaqueReader {

  /** Routing is one document; it needs no id. */
  private static final String ROUTING_ID = "routing";

  private OpaqueReader() {}

  static Optional<String> read(DefinitionKind kind, Fields fields) {
    if (kind != DefinitionKind.ROUTING) {
      return fields.id(kind.idField());
    }
    Optional<String> id = fields.optionalId("id").or(() -> Optional.of(ROUTING_ID));
    Optional<Fields> route = fields.mapping("route", "{receiver, group_by, routes, ...}");
    if (fields.find("route").isEmpty()) {
      fields.missing("route", "{receiver, group_by, routes, ...}");
    }
    route.ifPresent(root -> root.requiredText("receiver", "the name of a receiver"));
    for (Fields receiver : fields.mappings("receivers", "{name, channels}")) {
      receiver.id("name");
    }
    for (Fields chain : fields.mappings("escalations", "{name, steps}")) {
      chain.id("name");
    }
    for (Fields rule :
        fields.mappings("inhibit_rules", "{source_matchers, target_matchers, equal}")) {
      for (String matchers : List.of("source_matchers", "target_matchers", "equal")) {
        rule.texts(matchers, "a list of texts");
      }
      rule.finish();
    }
    fields.finish();
    return id;
  }
}
