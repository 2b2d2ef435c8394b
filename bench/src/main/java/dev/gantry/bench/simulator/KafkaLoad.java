package dev.gantry.bench.simulator;

import dev.gantry.app.cluster.EmbeddedCluster;
import dev.gantry.app.cluster.EmbeddedClusterSettings;
import dev.gantry.ingest.CityPositions;
import dev.gantry.ingest.Pace;
import dev.gantry.ingest.RecordPublisher;
import dev.gantry.ingest.SimulatorFeed;
import dev.gantry.ingest.SimulatorSettings;
import dev.gantry.ingest.StreamSettings;
import dev.gantry.ingest.city.CityScenario;
import dev.gantry.schemas.registry.RegistrySettings;
import dev.gantry.schemas.registry.RestSchemaRegistry;
import dev.gantry.schemas.topic.TopicAdmin;
import dev.gantry.schemas.topic.TopicCatalogue;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.apache.kafka.clients.admin.Admin;

/** Sends the detections of a city's cameras in real time to a broker in this process. */
final class KafkaLoad {

  private static final double NANOS = 1e9;

  private KafkaLoad() {}

  /**
   * Sends so many seconds of a city.
   *
   * @param seconds of its time, which are as many of the clock's where the pace is kept
   */
  static KafkaLoadResult run(CityScenario scenario, int seconds) throws InterruptedException {
    try (EmbeddedCluster cluster = EmbeddedCluster.start(EmbeddedClusterSettings.temporary());
        RestSchemaRegistry registry =
            new RestSchemaRegistry(RegistrySettings.of(cluster.registryUrl()))) {
      Map<String, Object> client = Map.of("bootstrap.servers", cluster.bootstrapServers());
      TopicCatalogue topics = new TopicCatalogue("", registry);
      try (Admin admin = Admin.create(client)) {
        TopicAdmin.ensure(admin, topics.all(), OptionalInt.empty());
      }
      OptionalLong frames = OptionalLong.of((long) seconds * scenario.framesPerSecond());
      var settings =
          new SimulatorSettings(
              scenario, StreamSettings.DEFAULT_START_TIME, Pace.REAL_TIME, frames);
      try (SimulatorFeed feed = SimulatorFeed.ofEverything(settings);
          RecordPublisher publisher = RecordPublisher.connect(client)) {
        long began = System.nanoTime();
        feed.run(publisher, topics, CityPositions.NONE);
        return KafkaLoadResult.of(scenario, feed.stats(), (System.nanoTime() - began) / NANOS);
      }
    }
  }
}
