package dev.gantry.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.schemas.records.FrameDetections;
import dev.gantry.schemas.registry.InMemorySchemaRegistry;
import dev.gantry.schemas.topic.Topic;
import dev.gantry.schemas.topic.TopicCatalogue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DetectionPositionsTest {

  private final Topic<FrameDetections> topic =
      new TopicCatalogue("", new InMemorySchemaRegistry()).vehicleDetections();
  private final List<byte[][]> messages = new ArrayList<>();

  @Test
  void shouldFindTheLastFrameOfEachCamera() {
    frame("a", 7, 40);
    frame("b", 7, 40);
    frame("a", 7, 41);
    assertThat(last("a", "b", "c")).isEqualTo(Map.of("a", 41L, "b", 40L));
  }

  @Test
  void shouldTakeNoFramesOfAnotherCityOrOfOtherCameras() {
    frame("a", 7, 40);
    frame("a", 8, 90);
    frame("other", 7, 90);
    assertThat(last("a")).isEqualTo(Map.of("a", 40L));
  }

  @Test
  void shouldKnowNothingOfAnEmptyTopic() {
    assertThat(last("a")).isEmpty();
  }

  private Map<String, Long> last(String... cameras) {
    return new DetectionPositions(
            () -> {
              var consumer = new KafkaStreamPositionsTest.TailConsumer();
              consumer.offer(topic.name(), messages);
              return consumer;
            },
            topic)
        .lastFrames(List.of(cameras), 7);
  }

  private void frame(String camera, long epoch, long seq) {
    FrameDetections frame =
        FrameDetections.newBuilder()
            .setCameraId(camera)
            .setStreamEpoch(epoch)
            .setFrameSeq(seq)
            .setDetections(List.of())
            .setOrigins(List.of())
            .build();
    messages.add(
        new byte[][] {
          camera.getBytes(StandardCharsets.UTF_8),
          topic.valueSerde().serializer().serialize(topic.name(), frame)
        });
  }
}
