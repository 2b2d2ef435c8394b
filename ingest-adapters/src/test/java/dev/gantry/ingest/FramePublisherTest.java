package dev.gantry.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gantry.schemas.records.CameraEvent;
import dev.gantry.schemas.records.CameraEventType;
import dev.gantry.schemas.records.Frame;
import dev.gantry.schemas.records.TimeMode;
import dev.gantry.schemas.registry.InMemorySchemaRegistry;
import dev.gantry.schemas.topic.TopicCatalogue;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

final class FramePublisherTest {

  private final TopicCatalogue catalogue =
      new TopicCatalogue("north.", new InMemorySchemaRegistry());

  @Test
  void shouldKeyRecordsByCamera() {
    // given
    var producer = producer(true);
    var publisher = publisher(producer);
    // when
    publisher.frame(frame("cam-ä", 3), () -> {});
    publisher.event(event("cam-ä"));
    // then
    assertThat(producer.history())
        .extracting(message -> message.topic())
        .containsExactly("north.camera-frames", "north.camera-events");
    assertThat(producer.history())
        .allSatisfy(
            message ->
                assertThat(message.key()).isEqualTo("cam-ä".getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void shouldSayWhichRecordFailedAtTheNextCall() {
    // given
    var producer = producer(false);
    var publisher = publisher(producer);
    publisher.frame(frame("cam", 3), () -> {});
    // when
    producer.errorNext(new TimeoutException("no broker"));
    // then
    assertThatThrownBy(() -> publisher.frame(frame("cam", 4), () -> {}))
        .isInstanceOf(PublishException.class)
        .hasMessage("frame 3 of camera cam could not be written to north.camera-frames: no broker");
    assertThat(producer.history()).hasSize(1);
  }

  @Test
  void shouldNotGoOnAfterAFailure() {
    // given
    var producer = producer(false);
    var publisher = publisher(producer);
    publisher.frame(frame("cam", 3), () -> {});
    publisher.frame(frame("cam", 4), () -> {});
    producer.errorNext(new TimeoutException("first"));
    producer.errorNext(new TimeoutException("second"));
    // then: the first failure is the one that counts, again and again
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(publisher::flush)
          .hasMessageContaining("frame 3")
          .hasMessageContaining("first");
    }
    assertThatThrownBy(() -> publisher.event(event("other"))).hasMessageContaining("frame 3");
  }

  @Test
  void shouldTakeNothingMoreWhenAbandoned() {
    // given
    var publisher = publisher(producer(true));
    publisher.frame(frame("cam", 3), () -> {});
    // when
    publisher.abandon();
    // then
    assertThatThrownBy(() -> publisher.frame(frame("cam", 4), () -> {}))
        .isInstanceOf(PublishException.class)
        .hasMessageContaining("frame 4 of camera cam");
    publisher.close();
  }

  @Test
  void shouldSayThatARecordWasRefusedAtOnce() {
    // given
    var producer = producer(true);
    producer.sendException = new RecordTooLargeException("too large");
    // then
    assertThatThrownBy(() -> publisher(producer).frame(frame("cam", 3), () -> {}))
        .isInstanceOf(PublishException.class)
        .hasMessageContaining("frame 3 of camera cam")
        .hasMessageContaining("too large");
  }

  @Test
  void shouldStopTheSourceWhoseFramesAreNotTaken() {
    // given
    var producer = producer(false);
    var source =
        FrameSource.scene(
            new SceneSettings(
                new StreamSettings("cam", "site", StreamSettings.DEFAULT_START_TIME, Pace.UNPACED),
                1,
                OptionalLong.empty()));
    var failing =
        new SourceProgress() {
          @Override
          public void advanced(LiveStats stats) {
            producer.errorNext(new TimeoutException("no broker"));
          }
        };
    // then
    assertThatThrownBy(() -> source.run(publisher(producer), failing))
        .isInstanceOf(PublishException.class)
        .hasMessageContaining("frame 0 of camera cam");
  }

  @Test
  void shouldSetTheProducerUpForWholeFramesInOrder() {
    // when
    Map<String, Object> config =
        FramePublisher.producerConfig(Map.of("bootstrap.servers", "broker:1"), catalogue);
    // then
    assertThat(config)
        .containsEntry("bootstrap.servers", "broker:1")
        .containsEntry(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true)
        .containsEntry(ProducerConfig.ACKS_CONFIG, "all")
        .containsEntry(ProducerConfig.COMPRESSION_TYPE_CONFIG, "none")
        .containsEntry(
            ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
            catalogue.cameraFrames().settings().maxMessageBytes());
    assertThat(new ProducerConfig(config).values()).isNotEmpty();
  }

  private FramePublisher publisher(MockProducer<byte[], byte[]> producer) {
    return new FramePublisher(producer, catalogue, cameraId -> Optional.empty());
  }

  private static MockProducer<byte[], byte[]> producer(boolean autoComplete) {
    return new MockProducer<>(
        autoComplete, null, new ByteArraySerializer(), new ByteArraySerializer());
  }

  private static Frame frame(String cameraId, long seq) {
    return Frame.newBuilder()
        .setCameraId(cameraId)
        .setStreamEpoch(1)
        .setFrameSeq(seq)
        .setTimeMode(TimeMode.REPLAY)
        .setImage(ByteBuffer.wrap(new byte[] {1}))
        .build();
  }

  private static CameraEvent event(String cameraId) {
    return CameraEvent.newBuilder()
        .setCameraId(cameraId)
        .setType(CameraEventType.ONLINE)
        .setOrigins(List.of())
        .build();
  }
}
