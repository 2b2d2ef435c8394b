package dev.gantry.bench.traffic.peer;

import dev.gantry.schemas.registry.RegistrySettings;
import dev.gantry.schemas.registry.RestSchemaRegistry;
import dev.gantry.schemas.serde.InputDecoder;
import dev.gantry.schemas.topic.Topic;
import dev.gantry.schemas.topic.TopicCatalogue;
import dev.gantry.topologies.definition.DefinitionParser;
import dev.gantry.topologies.definition.DefinitionsLoader;
import dev.gantry.topologies.definition.DefinitionsView;
import dev.gantry.topologies.port.Definitions;
import dev.gantry.topologies.rule.LanguageRuleChecker;
import dev.gantry.topologies.rule.RuleLanguage;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import org.apache.avro.specific.SpecificRecordBase;

/** What a task opens to read and write records as Gantry does: its serdes and definitions. */
final class PeerTopics implements AutoCloseable {

  private final PeerSettings settings;
  private final RestSchemaRegistry registry;
  private final TopicCatalogue topics;
  private final Deque<Part> parts = new ArrayDeque<>();

  /** Something to be closed. */
  private interface Part {
    void close();
  }

  PeerTopics(PeerSettings settings) {
    this.settings = settings;
    this.registry = new RestSchemaRegistry(RegistrySettings.of(settings.registry()));
    this.topics = new TopicCatalogue("", registry);
    parts.push(registry::close);
  }

  TopicCatalogue topics() {
    return topics;
  }

  <V extends SpecificRecordBase> InputDecoder<V> decoder(Topic<V> topic) {
    return new InputDecoder<>(topic.valueType(), registry);
  }

  /** All definitions published so far. */
  Definitions definitions() {
    DefinitionsView view =
        new DefinitionsView(new DefinitionParser(new LanguageRuleChecker(new RuleLanguage())));
    Map<String, Object> client = Map.of("bootstrap.servers", settings.bootstrap());
    DefinitionsLoader loader = new DefinitionsLoader(client, topics, registry, view);
    parts.push(loader::close);
    loader.start();
    return view;
  }

  @Override
  public void close() {
    while (!parts.isEmpty()) {
      parts.pop().close();
    }
  }
}
