package dev.gantry.testkit;

import dev.gantry.domain.detection.DetectorFactory;
import dev.gantry.schemas.registry.InMemorySchemaRegistry;
import dev.gantry.schemas.registry.SchemaRegistry;
import dev.gantry.schemas.topic.TopicCatalogue;
import dev.gantry.topologies.config.TopologiesConfig;
import dev.gantry.topologies.definition.ParsedDefinition;
import dev.gantry.topologies.port.Definitions;
import dev.gantry.topologies.port.GeoLocator;
import dev.gantry.topologies.port.RoleCounters;
import dev.gantry.topologies.port.TopologyContext;
import java.util.List;

/** What roles without a broker share: topics, schemas and definitions. */
final class OfflineContext {

  private final InMemorySchemaRegistry registry = new InMemorySchemaRegistry();
  private final TopicCatalogue topics = new TopicCatalogue("", registry);
  private final Definitions definitions;
  private final TopologiesConfig config;
  private final GeoLocator places;
  private final DetectorFactory detectors;

  /**
   * @param documents definitions, each as its first version
   * @throws IllegalArgumentException when one is refused
   */
  OfflineContext(List<ParsedDefinition> documents, TopologiesConfig config) {
    this(SimulatedDefinitions.firstVersions(documents, config), config, GeoLocator.NONE);
  }

  /**
   * @param documents definitions, each as its first version
   * @param detectors for VISION
   * @throws IllegalArgumentException when a document is refused
   */
  OfflineContext(
      List<ParsedDefinition> documents, TopologiesConfig config, DetectorFactory detectors) {
    this(SimulatedDefinitions.firstVersions(documents, config), config, GeoLocator.NONE, detectors);
  }

  OfflineContext(Definitions definitions, TopologiesConfig config, GeoLocator places) {
    this(
        definitions,
        config,
        places,
        model -> {
          throw new IllegalStateException("expected roles that need no detector, found VISION");
        });
  }

  private OfflineContext(
      Definitions definitions,
      TopologiesConfig config,
      GeoLocator places,
      DetectorFactory detectors) {
    this.definitions = definitions;
    this.config = config;
    this.places = places;
    this.detectors = detectors;
  }

  TopicCatalogue topics() {
    return topics;
  }

  SchemaRegistry registry() {
    return registry;
  }

  Definitions definitions() {
    return definitions;
  }

  /** What the topology of one role is built from. */
  TopologyContext ofRole() {
    return new TopologyContext(
        topics, registry, definitions, topic -> 1, detectors, places, new RoleCounters(), config);
  }
}
