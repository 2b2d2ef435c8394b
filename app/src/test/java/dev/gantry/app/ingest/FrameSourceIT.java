package dev.gantry.app.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gantry.app.cluster.EmbeddedCluster;
import dev.gantry.app.cluster.EmbeddedClusterSettings;
import dev.gantry.ingest.FramePublisher;
import dev.gantry.ingest.FrameSource;
import dev.gantry.ingest.FrameSource.Ending;
import dev.gantry.ingest.LiveStats;
import dev.gantry.ingest.Pace;
import dev.gantry.ingest.SceneSettings;
import dev.gantry.ingest.SourceProgress;
import dev.gantry.ingest.StreamSettings;
import dev.gantry.schemas.records.CameraEvent;
import dev.gantry.schemas.records.CameraEventType;
import dev.gantry.schemas.records.Frame;
import dev.gantry.schemas.registry.RegistrySettings;
import dev.gantry.schemas.registry.RestSchemaRegistry;
import dev.gantry.schemas.topic.Topic;
import dev.gantry.schemas.topic.TopicAdmin;
import dev.gantry.schemas.topic.TopicCatalogue;
import dev.gantry.schemas.topic.WholeTopics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Sources against a real broker: what a restart finds there. */
class FrameSourceIT {

  private static final long FRAMES = 60;

  private static EmbeddedCluster cluster;
  private static RestSchemaRegistry registry;
  private static TopicCatalogue catalogue;

  @BeforeAll
  static void start() {
    cluster = EmbeddedCluster.start(EmbeddedClusterSettings.temporary());
    registry = new RestSchemaRegistry(RegistrySettings.of(cluster.registryUrl()));
    catalogue = new TopicCatalogue("", registry);
    try (Admin admin = Admin.create(client())) {
      TopicAdmin.ensure(
          admin,
          List.of(catalogue.cameraFrames(), catalogue.cameraEvents()),
          OptionalInt.of(EmbeddedClusterSettings.DEFAULT_PARTITIONS));
    }
  }

  @AfterAll
  static void stop() {
    registry.close();
    cluster.close();
  }

  @Test
  void shouldGoOnWithoutGapOrRepeatWhenStopped() {
    // given
    assertThat(run("stopped", stopAt(25))).isEqualTo(Ending.STOPPED);
    // when
    assertThat(run("stopped", source -> SourceProgress.NONE)).isEqualTo(Ending.ENDED);
    // then
    assertThat(frames("stopped")).isEqualTo(LongStream.range(0, FRAMES).boxed().toList());
    assertThat(events("stopped"))
        .containsExactly(
            CameraEventType.ONLINE,
            CameraEventType.OFFLINE,
            CameraEventType.ONLINE,
            CameraEventType.ENDED);
  }

  @Test
  void shouldGoOnWithoutGapOrRepeatWhenKilled() {
    // given: a run that breaks off without a word, behind it the frames of another camera
    assertThatThrownBy(() -> run("killed", dieAt(25))).isInstanceOf(Killed.class);
    assertThat(run("between", source -> SourceProgress.NONE)).isEqualTo(Ending.ENDED);
    // when
    assertThat(run("killed", source -> SourceProgress.NONE)).isEqualTo(Ending.ENDED);
    // then
    assertThat(frames("killed")).isEqualTo(LongStream.range(0, FRAMES).boxed().toList());
    assertThat(events("killed"))
        .containsExactly(CameraEventType.ONLINE, CameraEventType.ONLINE, CameraEventType.ENDED);
  }

  @Test
  void shouldSendNothingTwiceWhenItHasEnded() {
    // given
    assertThat(run("ended", source -> SourceProgress.NONE)).isEqualTo(Ending.ENDED);
    // when
    assertThat(run("ended", source -> SourceProgress.NONE)).isEqualTo(Ending.ALREADY_ENDED);
    // then
    assertThat(frames("ended")).hasSize((int) FRAMES);
    assertThat(events("ended")).hasSize(2);
  }

  private interface Listening {
    SourceProgress to(FrameSource source);
  }

  private static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private static Listening stopAt(long sent) {
    return source -> at(sent, source::close);
  }

  private static Listening dieAt(long sent) {
    return source ->
        at(
            sent,
            () -> {
              throw new Killed();
            });
  }

  private static SourceProgress at(long sent, Runnable action) {
    return new SourceProgress() {
      @Override
      public void advanced(LiveStats stats) {
        if (stats.framesSent() == sent) {
          action.run();
        }
      }
    };
  }

  private static Ending run(String cameraId, Listening listening) {
    var stream =
        new StreamSettings(cameraId, "it", StreamSettings.DEFAULT_START_TIME, Pace.UNPACED);
    var source = FrameSource.scene(new SceneSettings(stream, 1, OptionalLong.of(FRAMES)));
    try (FramePublisher publisher = FramePublisher.connect(client(), catalogue)) {
      return source.run(publisher, listening.to(source));
    }
  }

  private static Map<String, Object> client() {
    return Map.of("bootstrap.servers", cluster.bootstrapServers());
  }

  private static List<Long> frames(String cameraId) {
    return read(catalogue.cameraFrames(), cameraId).stream().map(Frame::getFrameSeq).toList();
  }

  private static List<CameraEventType> events(String cameraId) {
    return read(catalogue.cameraEvents(), cameraId).stream().map(CameraEvent::getType).toList();
  }

  private static <V> List<V> read(Topic<V> topic, String cameraId) {
    List<V> values = new ArrayList<>();
    try (var consumer =
        new KafkaConsumer<>(client(), new StringDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions = WholeTopics.assign(consumer, List.of(topic.name()));
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.getOrDefault(p, 0L))) {
        for (ConsumerRecord<String, byte[]> message : consumer.poll(Duration.ofMillis(200))) {
          if (message.key().equals(cameraId)) {
            values.add(
                topic.valueSerde().deserializer().deserialize(topic.name(), message.value()));
          }
        }
      }
    }
    return values;
  }
}
