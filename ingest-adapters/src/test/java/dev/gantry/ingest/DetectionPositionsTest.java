package dev.gantry.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gantry.schemas.records.FrameDetections;
import dev.gantry.schemas.registry.InMemorySchemaRegistry;
import dev.gantry.schemas.topic.Topic;
import dev.gantry.schemas.topic.TopicCatalogue;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DetectionPositionsTest {

  private static final long EPOCH = epoch(2_000, 7);

  private final Topic<FrameDetections> topic =
      new TopicCatalogue("", new InMemorySchemaRegistry()).vehicleDetections();
  private final List<byte[][]> messages = new ArrayList<>();

  @Test
  void shouldFindTheLastFrameOfEachCamera() {
    frame("a", EPOCH, 40);
    frame("b", EPOCH, 40);
    frame("a", EPOCH, 41);
    assertThat(last("a", "b", "c")).isEqualTo(Map.of("a", 41L, "b", 40L));
  }

  @Test
  void shouldTakeNoFramesOfAnEarlierCityOrOfOtherCameras() {
    frame("a", epoch(1_000, 9), 90);
    frame("a", EPOCH, 40);
    frame("other", epoch(3_000, 9), 90);
    assertThat(last("a")).isEqualTo(Map.of("a", 40L));
  }

  @ParameterizedTest
  @CsvSource({"1996, 8", "2000, 6", "2000, 8", "3000, 7"})
  void shouldRefuseACityWhereAnotherHasComeAsFarAsItStarts(long start, int content) {
    frame("a", epoch(start, content), 40);
    assertThatThrownBy(() -> last("a"))
        .isInstanceOf(SourceException.class)
        .hasMessageStartingWith(
            "start-time: expected a time after "
                + Instant.ofEpochSecond(start + 4)
                + ", to which another city has come whose camera a is in these topics")
        .hasMessageContaining("found 1970-01-01T00:33:20Z");
  }

  /** As {@link StreamEpoch} has it: the start in seconds, then the content. */
  private static long epoch(long start, int content) {
    return start << 24 | content;
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
        .lastFrames(List.of(cameras), EPOCH);
  }

  private void frame(String camera, long epoch, long seq) {
    FrameDetections frame =
        FrameDetections.newBuilder()
            .setCameraId(camera)
            .setStreamEpoch(epoch)
            .setCapturedAtUs((epoch >> 24) * 1_000_000 + seq * 100_000)
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
