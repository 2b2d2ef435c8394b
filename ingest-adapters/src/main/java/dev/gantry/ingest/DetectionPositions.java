package dev.gantry.ingest;

import dev.gantry.domain.time.Micros;
import dev.gantry.schemas.records.FrameDetections;
import dev.gantry.schemas.serde.MalformedRecordException;
import dev.gantry.schemas.topic.Topic;
import dev.gantry.schemas.topic.WholeTopics;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;

/**
 * Reads how far the cameras of a city have come from the ends of the partitions of their
 * detections. All of them send in turn, so a few frames of each are at the end; a camera that was
 * offline then is not found.
 */
final class DetectionPositions implements CityPositions {

  /** Records of each camera that are read back from the end of a partition. */
  private static final int RECORDS_A_CAMERA = 4;

  /** What is read back at least, where few cameras share a partition. */
  private static final int LEAST_RECORDS = 64;

  private final Supplier<Consumer<byte[], byte[]>> consumers;
  private final Topic<FrameDetections> topic;

  DetectionPositions(Map<String, Object> clientConfig, Topic<FrameDetections> topic) {
    this(() -> new KafkaConsumer<>(KafkaStreamPositions.consumerConfig(clientConfig)), topic);
  }

  DetectionPositions(Supplier<Consumer<byte[], byte[]>> consumers, Topic<FrameDetections> topic) {
    this.consumers = consumers;
    this.topic = topic;
  }

  @Override
  public Map<String, Long> lastFrames(List<String> cameraIds, long epoch) {
    Set<String> cameras = new HashSet<>(cameraIds);
    long back = Math.max(LEAST_RECORDS, (long) RECORDS_A_CAMERA * cameras.size());
    Map<String, Long> last = new HashMap<>();
    try (Consumer<byte[], byte[]> consumer = consumers.get()) {
      List<TopicPartition> partitions = WholeTopics.assign(consumer, List.of(topic.name()));
      Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      for (TopicPartition partition : partitions) {
        long end = ends.getOrDefault(partition, 0L);
        long from = Math.max(begins.getOrDefault(partition, 0L), end - back);
        consumer.assign(List.of(partition));
        KafkaStreamPositions.read(
            consumer, partition, from, end, message -> note(message, cameras, epoch, last));
      }
      return last;
    } catch (InterruptException e) {
      throw e;
    } catch (KafkaException e) {
      throw new PublishException(
          "how far the cameras have come could not be read from %s: %s"
              .formatted(topic.name(), e.getMessage()),
          e);
    }
  }

  private void note(
      ConsumerRecord<byte[], byte[]> message,
      Set<String> cameras,
      long epoch,
      Map<String, Long> last) {
    if (message.key() == null || message.value() == null) {
      return;
    }
    String camera = new String(message.key(), StandardCharsets.UTF_8);
    if (cameras.contains(camera)) {
      decode(message.value()).ifPresent(frame -> note(frame, camera, epoch, last));
    }
  }

  private static void note(
      FrameDetections frame, String camera, long epoch, Map<String, Long> last) {
    StreamEpoch.requireNoOtherCity(
        camera, frame.getStreamEpoch(), Micros.toInstant(frame.getCapturedAtUs()), epoch);
    if (frame.getStreamEpoch() == epoch) {
      last.merge(camera, frame.getFrameSeq(), Math::max);
    }
  }

  /** Empty for what somebody else wrote and nobody can read. */
  private Optional<FrameDetections> decode(byte[] value) {
    try {
      return Optional.of(topic.valueSerde().deserializer().deserialize(topic.name(), value));
    } catch (MalformedRecordException e) {
      return Optional.empty();
    }
  }
}
