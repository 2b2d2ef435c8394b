package dev.gantry.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gantry.ingest.StreamPositions.StreamPosition;
import dev.gantry.schemas.records.CameraEvent;
import dev.gantry.schemas.records.CameraEventType;
import dev.gantry.schemas.records.Frame;
import dev.gantry.schemas.records.TimeMode;
import dev.gantry.schemas.registry.InMemorySchemaRegistry;
import dev.gantry.schemas.topic.Topic;
import dev.gantry.schemas.topic.TopicCatalogue;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** One partition a topic: which partition a camera is on is shown against a real broker. */
final class KafkaStreamPositionsTest {

  private final TopicCatalogue catalogue = new TopicCatalogue("", new InMemorySchemaRegistry());
  private final List<byte[][]> frames = new ArrayList<>();
  private final List<byte[][]> events = new ArrayList<>();

  @Test
  void shouldKnowNothingOfACameraThatSentNothing() {
    // given
    frame("other", 5, 1);
    // then
    assertThat(positions().latest("cam")).isEmpty();
  }

  @Test
  void shouldFindTheLastFrameBehindThoseOfOthers() {
    // given
    for (long seq = 0; seq < 300; seq++) {
      frame("cam", 7, seq);
    }
    for (long seq = 0; seq < 1000; seq++) {
      frame("other", 9, seq);
    }
    // then
    assertThat(positions().latest("cam")).contains(new StreamPosition(7, 299, false));
  }

  @Test
  void shouldGiveUpBeyondTheRecordsItMayRead() {
    // given
    frame("cam", 7, 1);
    for (long seq = 0; seq < KafkaStreamPositions.MAX_RECORDS; seq++) {
      frame("other", 9, seq);
    }
    // then
    assertThat(positions().latest("cam")).isEmpty();
  }

  @Test
  void shouldKnowThatAStreamHasEnded() {
    // given
    frame("cam", 7, 41);
    event("cam", 7, CameraEventType.ENDED, 42);
    event("other", 9, CameraEventType.ONLINE, 0);
    // then
    assertThat(positions().latest("cam")).contains(new StreamPosition(7, 41, true));
  }

  @Test
  void shouldNotTakeTheEndOfAnOlderStreamForThatOfTheNewest() {
    // given
    event("cam", 7, CameraEventType.ENDED, 42);
    event("cam", 8, CameraEventType.ONLINE, 0);
    frame("cam", 8, 3);
    // then
    assertThat(positions().latest("cam")).contains(new StreamPosition(8, 3, false));
  }

  @Test
  void shouldGoOnFromEventsWhenTheFramesAreGone() {
    // given
    event("cam", 7, CameraEventType.ONLINE, 0);
    event("cam", 7, CameraEventType.SKIPPED, 30);
    event("cam", 7, CameraEventType.OFFLINE, 42);
    // then
    assertThat(positions().latest("cam")).contains(new StreamPosition(7, 41, false));
  }

  @Test
  void shouldBeginAtTheBeginningWhenOnlyOnlineWasSaid() {
    // given
    event("cam", 7, CameraEventType.ONLINE, 0);
    // then
    assertThat(positions().latest("cam")).contains(new StreamPosition(7, -1, false));
  }

  @Test
  void shouldSayThatKafkaCannotBeAsked() {
    // given
    var positions =
        new KafkaStreamPositions(
            () -> {
              var consumer = consumer();
              consumer.setPollException(new KafkaException("no broker"));
              return consumer;
            },
            catalogue);
    frame("cam", 7, 41);
    // then
    assertThatThrownBy(() -> positions.latest("cam"))
        .isInstanceOf(PublishException.class)
        .hasMessage(
            "the position of camera cam could not be read from camera-frames and camera-events:"
                + " no broker");
  }

  private void frame(String cameraId, long epoch, long seq) {
    Frame frame =
        Frame.newBuilder()
            .setCameraId(cameraId)
            .setStreamEpoch(epoch)
            .setFrameSeq(seq)
            .setTimeMode(TimeMode.REPLAY)
            .setImage(ByteBuffer.wrap(new byte[0]))
            .build();
    frames.add(message(catalogue.cameraFrames(), cameraId, frame));
  }

  private void event(String cameraId, long epoch, CameraEventType type, long seq) {
    CameraEvent event =
        CameraEvent.newBuilder()
            .setCameraId(cameraId)
            .setStreamEpoch(epoch)
            .setType(type)
            .setFrameSeq(seq)
            .setOrigins(List.of())
            .build();
    events.add(message(catalogue.cameraEvents(), cameraId, event));
  }

  private static <V> byte[][] message(Topic<V> topic, String key, V value) {
    return new byte[][] {
      key.getBytes(StandardCharsets.UTF_8),
      topic.valueSerde().serializer().serialize(topic.name(), value)
    };
  }

  private KafkaStreamPositions positions() {
    return new KafkaStreamPositions(this::consumer, catalogue);
  }

  private MockConsumer<byte[], byte[]> consumer() {
    var consumer = new TailConsumer();
    consumer.offer(catalogue.cameraFrames().name(), frames);
    consumer.offer(catalogue.cameraEvents().name(), events);
    return consumer;
  }

  /** Gives the records of what is assigned, from the position sought. */
  static final class TailConsumer extends MockConsumer<byte[], byte[]> {

    private final Map<TopicPartition, List<byte[][]>> messages = new HashMap<>();

    TailConsumer() {
      super("earliest");
    }

    void offer(String topic, List<byte[][]> of) {
      var node = new Node(0, "broker", 1);
      var partition = new TopicPartition(topic, 0);
      var nodes = new Node[] {node};
      updatePartitions(topic, List.of(new PartitionInfo(topic, 0, node, nodes, nodes)));
      updateBeginningOffsets(Map.of(partition, 0L));
      updateEndOffsets(Map.of(partition, (long) of.size()));
      messages.put(partition, of);
    }

    @Override
    public synchronized void seek(TopicPartition partition, long offset) {
      super.seek(partition, offset);
      List<byte[][]> all = messages.getOrDefault(partition, List.of());
      for (int i = (int) offset; i < all.size(); i++) {
        addRecord(
            new ConsumerRecord<>(
                partition.topic(), partition.partition(), i, all.get(i)[0], all.get(i)[1]));
      }
    }
  }
}
