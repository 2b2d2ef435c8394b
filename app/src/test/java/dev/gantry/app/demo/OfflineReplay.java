package dev.gantry.app.demo;

import dev.gantry.app.process.GantryProcess;
import dev.gantry.schemas.records.Alert;
import dev.gantry.schemas.records.Definition;
import dev.gantry.schemas.records.FrameDetections;
import dev.gantry.schemas.records.Signal;
import dev.gantry.schemas.records.TrackUpdate;
import dev.gantry.schemas.registry.InMemorySchemaRegistry;
import dev.gantry.schemas.topic.Topic;
import dev.gantry.schemas.topic.TopicCatalogue;
import dev.gantry.topologies.config.TopologiesConfig;
import dev.gantry.topologies.definition.DefinitionsView;
import dev.gantry.topologies.definition.ParsedDefinition;
import dev.gantry.topologies.port.RoleCounters;
import dev.gantry.topologies.port.TopologyContext;
import dev.gantry.topologies.runtime.Role;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyTestDriver;

/** TRACKING, MATCH and ALERTING over detections, one after the other and without a broker. */
final class OfflineReplay {

  /** Lets MATCH tell its progress, and so lets alerts resolve that are due. */
  private static final Duration PROGRESS = Duration.ofMillis(300);

  private final InMemorySchemaRegistry registry = new InMemorySchemaRegistry();
  private final TopicCatalogue topics = new TopicCatalogue("", registry);
  private final DefinitionsView definitions = new DefinitionsView(GantryProcess.definitionParser());

  /**
   * What came of the detections.
   *
   * @param tracks every step of every track
   * @param alerts every change of every alert
   */
  record Results(List<TrackUpdate> tracks, List<Alert> alerts) {}

  OfflineReplay(List<ParsedDefinition> documents) {
    for (ParsedDefinition document : documents) {
      definitions.accept(
          document.id() + "|1",
          Definition.newBuilder()
              .setKind(document.kind().name().toLowerCase(Locale.ROOT))
              .setId(document.id())
              .setVersion(1)
              .setDocument(document.document())
              .build());
    }
  }

  Results over(List<FrameDetections> detections) {
    List<TrackUpdate> tracks =
        through(Role.TRACKING, topics.vehicleDetections(), detections, topics.vehicleTracks());
    List<Signal> signals = through(Role.MATCH, topics.vehicleTracks(), tracks, topics.signals());
    return new Results(tracks, through(Role.ALERTING, topics.signals(), signals, topics.alerts()));
  }

  private <I, O> List<O> through(Role role, Topic<I> from, List<I> records, Topic<O> to) {
    Properties properties = new Properties();
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "replay-" + role.roleName());
    TopologyContext context =
        new TopologyContext(
            topics,
            registry,
            definitions,
            topic -> 1,
            model -> {
              throw new IllegalStateException("a replay of detections needs no detector");
            },
            new RoleCounters(),
            TopologiesConfig.DEFAULT);
    try (TopologyTestDriver driver = new TopologyTestDriver(role.topology(context), properties)) {
      var input =
          driver.createInputTopic(
              from.name(), from.keySerde().serializer(), from.valueSerde().serializer());
      records.forEach(each -> input.pipeInput(from.keyOf(each).orElse(""), each));
      driver.advanceWallClockTime(PROGRESS);
      return driver
          .createOutputTopic(
              to.name(), to.keySerde().deserializer(), to.valueSerde().deserializer())
          .readValuesToList();
    }
  }
}
