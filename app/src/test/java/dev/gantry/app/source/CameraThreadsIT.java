package dev.gantry.app.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.app.cluster.EmbeddedCluster;
import dev.gantry.app.cluster.EmbeddedClusterSettings;
import dev.gantry.ingest.CityCameraSettings;
import dev.gantry.ingest.FrameSource;
import dev.gantry.ingest.Pace;
import dev.gantry.ingest.SimulatorFeed;
import dev.gantry.ingest.SimulatorSettings;
import dev.gantry.ingest.StreamSettings;
import dev.gantry.ingest.city.CityScenario;
import dev.gantry.schemas.records.SensorReading;
import dev.gantry.schemas.registry.RegistrySettings;
import dev.gantry.schemas.registry.RestSchemaRegistry;
import dev.gantry.schemas.topic.TopicAdmin;
import dev.gantry.schemas.topic.TopicCatalogue;
import dev.gantry.schemas.topic.WholeTopics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A city's camera, and what is sent beside its frames, against a real broker. */
class CameraThreadsIT {

  private static final int FPS = 1;
  private static final CityScenario CITY = new CityScenario(1, 1, FPS, 8 * 3600, false);

  private static EmbeddedCluster cluster;
  private static RestSchemaRegistry registry;
  private static TopicCatalogue topics;

  @BeforeAll
  static void start() {
    cluster = EmbeddedCluster.start(EmbeddedClusterSettings.temporary());
    registry = new RestSchemaRegistry(RegistrySettings.of(cluster.registryUrl()));
    topics = new TopicCatalogue("", registry);
    try (Admin admin = Admin.create(client())) {
      TopicAdmin.ensure(
          admin,
          List.of(
              topics.cameraFrames(),
              topics.cameraEvents(),
              topics.sensorReadings(),
              topics.taskEvents(),
              topics.authEvents()),
          OptionalInt.of(EmbeddedClusterSettings.DEFAULT_PARTITIONS));
    }
  }

  @AfterAll
  static void stop() {
    registry.close();
    cluster.close();
  }

  /** The feed is slower than the camera, and after that it goes on a minute before it. */
  @Test
  void shouldSendWhatGoesWithTheFramesToTheEndAndGoOnFromThere() throws InterruptedException {
    run(130, Pace.times(100));
    List<Long> first = secondsOfReadings(0);
    assertThat(first).startsWith(30L).endsWith(120L);

    run(190, Pace.UNPACED);
    assertThat(secondsOfReadings(first.size())).startsWith(90L).endsWith(180L);
  }

  private static void run(long seconds, Pace feedPace) throws InterruptedException {
    OptionalLong frames = OptionalLong.of(seconds * FPS);
    var stream =
        new StreamSettings("city-cam-1", "it", StreamSettings.DEFAULT_START_TIME, Pace.UNPACED);
    FrameSource camera = FrameSource.city(new CityCameraSettings(stream, CITY, 0, frames));
    var feed =
        SimulatorFeed.withoutCameras(
            new SimulatorSettings(CITY, StreamSettings.DEFAULT_START_TIME, feedPace, frames));
    try (CameraThreads threads =
        CameraThreads.of(List.of(camera), Optional.of(feed), client(), topics)) {
      threads.start();
      while (!threads.haveEnded()) {
        TimeUnit.MILLISECONDS.sleep(20);
      }
      threads.stop();
    }
  }

  /** Event times of one series, seconds since the city's beginning, but for the first readings. */
  private static List<Long> secondsOfReadings(int skipped) {
    List<Long> seconds = new ArrayList<>();
    try (KafkaConsumer<String, SensorReading> consumer =
        new KafkaConsumer<>(
            client(),
            topics.sensorReadings().keySerde().deserializer(),
            topics.sensorReadings().valueSerde().deserializer())) {
      List<TopicPartition> partitions =
          WholeTopics.assign(consumer, List.of(topics.sensorReadings().name()));
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream()
          .anyMatch(each -> consumer.position(each) < ends.getOrDefault(each, 0L))) {
        consumer
            .poll(Duration.ofMillis(200))
            .forEach(
                found -> {
                  if (found.value().getSeriesId().equals("air-1:noise")) {
                    seconds.add(secondsOf(found.value()));
                  }
                });
      }
    }
    return seconds.subList(skipped, seconds.size());
  }

  private static long secondsOf(SensorReading reading) {
    return reading.getOccurredAtUs() / 1_000_000
        - StreamSettings.DEFAULT_START_TIME.getEpochSecond();
  }

  private static Map<String, Object> client() {
    return Map.of("bootstrap.servers", cluster.bootstrapServers());
  }
}
