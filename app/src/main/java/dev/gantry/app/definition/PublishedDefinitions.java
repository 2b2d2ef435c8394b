package dev.gantry.app.definition;

import dev.gantry.app.config.Connection;
import dev.gantry.schemas.registry.RestSchemaRegistry;
import dev.gantry.schemas.topic.TopicCatalogue;
import dev.gantry.topologies.definition.DefinitionKind;
import dev.gantry.topologies.definition.DefinitionName;
import dev.gantry.topologies.definition.DefinitionParser;
import dev.gantry.topologies.definition.DefinitionPublisher;
import dev.gantry.topologies.definition.DefinitionVersion;
import dev.gantry.topologies.definition.DefinitionsView;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** The definitions of an installation, for one command. */
public final class PublishedDefinitions implements AutoCloseable {

  private final RestSchemaRegistry registry;
  private final DefinitionPublisher publisher;

  private PublishedDefinitions(RestSchemaRegistry registry, DefinitionPublisher publisher) {
    this.registry = registry;
    this.publisher = publisher;
  }

  /**
   * Those of a cluster.
   *
   * @throws dev.gantry.app.CommandFailedException when it does not answer
   */
  public static PublishedDefinitions of(Connection to) {
    RestSchemaRegistry registry = new RestSchemaRegistry(to.requireRegistry());
    try {
      to.requireKafka();
      DefinitionParser parser = DefinitionParser.of(to.settings());
      TopicCatalogue topics = new TopicCatalogue(to.prefix(), registry);
      return new PublishedDefinitions(
          registry,
          new DefinitionPublisher(
              to.impatientClient(), topics, registry, parser, Clock.systemUTC()));
    } catch (RuntimeException e) {
      registry.close();
      throw e;
    }
  }

  /** Reads and publishes them. */
  public DefinitionPublisher publisher() {
    return publisher;
  }

  /** Of every definition that was ever published the newest version, by kind and id. */
  List<Newest> newest() {
    DefinitionsView view = publisher.read();
    List<Newest> newest = new ArrayList<>();
    for (DefinitionKind kind : DefinitionKind.values()) {
      for (String id : view.ids(kind)) {
        List<DefinitionVersion> history = view.history(kind, id);
        newest.add(new Newest(kind, history.get(history.size() - 1)));
      }
    }
    return newest;
  }

  /** The newest version of a definition; it may be its end. */
  record Newest(DefinitionKind kind, DefinitionVersion version) {

    DefinitionName name() {
      return new DefinitionName(kind, version.id());
    }

    boolean exists() {
      return version.parsed().isPresent();
    }
  }

  @Override
  public void close() {
    registry.close();
  }
}
