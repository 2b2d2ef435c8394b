package dev.gantry.testkit;

import dev.gantry.schemas.records.Definition;
import dev.gantry.schemas.registry.InMemorySchemaRegistry;
import dev.gantry.schemas.topic.TopicCatalogue;
import dev.gantry.topologies.config.TopologiesConfig;
import dev.gantry.topologies.definition.DefinitionParser;
import dev.gantry.topologies.definition.DefinitionsView;
import dev.gantry.topologies.definition.ParsedDefinition;
import dev.gantry.topologies.port.RoleCounters;
import dev.gantry.topologies.port.TopologyContext;
import dev.gantry.topologies.rule.LanguageRuleChecker;
import dev.gantry.topologies.rule.RuleLanguage;
import java.util.List;
import java.util.Locale;

/** What roles without a broker share: topics, schemas and definitions. */
final class OfflineContext {

  private final InMemorySchemaRegistry registry = new InMemorySchemaRegistry();
  private final TopicCatalogue topics = new TopicCatalogue("", registry);
  private final DefinitionsView definitions =
      new DefinitionsView(new DefinitionParser(new LanguageRuleChecker(new RuleLanguage())));
  private final TopologiesConfig config;

  /**
   * @param documents definitions, each as its first version
   */
  OfflineContext(List<ParsedDefinition> documents, TopologiesConfig config) {
    this.config = config;
    documents.forEach(this::define);
  }

  private void define(ParsedDefinition document) {
    definitions.accept(
        document.id() + "|1",
        Definition.newBuilder()
            .setKind(document.kind().name().toLowerCase(Locale.ROOT))
            .setId(document.id())
            .setVersion(1)
            .setDocument(document.document())
            .build());
  }

  TopicCatalogue topics() {
    return topics;
  }

  /** What the topology of one role is built from. */
  TopologyContext ofRole() {
    return new TopologyContext(
        topics,
        registry,
        definitions,
        topic -> 1,
        model -> {
          throw new IllegalStateException("expected roles that need no detector, found VISION");
        },
        new RoleCounters(),
        config);
  }
}
