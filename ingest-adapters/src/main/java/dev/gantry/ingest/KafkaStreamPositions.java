package dev.gantry.ingest;

import dev.gantry.schemas.records.CameraEvent;
import dev.gantry.schemas.records.CameraEventType;
import dev.gantry.schemas.records.Frame;
import dev.gantry.schemas.topic.Topic;
import dev.gantry.schemas.topic.TopicCatalogue;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.utils.Utils;

/**
 * Reads how far a camera's stream has come from the ends of its partitions of {@code camera-frames}
 * and {@code camera-events}.
 *
 * <p>Both, because frames are kept for minutes only: a source that was away for longer goes on from
 * its last event, and the few frames after that are repeats, which are recognised by their index.
 * From each end it walks back until it meets the camera, for at most {@link #MAX_RECORDS} records:
 * beyond that many records of other cameras the camera counts as unknown.
 */
final class KafkaStreamPositions implements StreamPositions {

  /** Records read backwards at most: 64 cameras' frames of 10 s, some 100 MB. */
  static final int MAX_RECORDS = 6_400;

  private static final int FIRST_STEP = 64;

  /** Reads nothing new for so long means that the cluster can't be reached. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final Duration POLL = Duration.ofMillis(200);

  private final Supplier<Consumer<byte[], byte[]>> consumers;
  private final Topic<Frame> frames;
  private final Topic<CameraEvent> events;

  KafkaStreamPositions(Map<String, Object> clientConfig, TopicCatalogue catalogue) {
    this(() -> new KafkaConsumer<>(consumerConfig(clientConfig)), catalogue);
  }

  KafkaStreamPositions(Supplier<Consumer<byte[], byte[]>> consumers, TopicCatalogue catalogue) {
    this.consumers = consumers;
    this.frames = catalogue.cameraFrames();
    this.events = catalogue.cameraEvents();
  }

  static Map<String, Object> consumerConfig(Map<String, Object> clientConfig) {
    Map<String, Object> config = new HashMap<>(clientConfig);
    config.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    config.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    // Frames are large, and most of those read are another camera's: a few at a time.
    config.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 4 * 1024 * 1024);
    config.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 4 * 1024 * 1024);
    config.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
    return config;
  }

  @Override
  public Optional<StreamPosition> latest(String cameraId) {
    try (Consumer<byte[], byte[]> consumer = consumers.get()) {
      List<StreamPosition> found = new ArrayList<>();
      found.addAll(tail(consumer, frames, cameraId, KafkaStreamPositions::ofFrame));
      found.addAll(tail(consumer, events, cameraId, KafkaStreamPositions::ofEvent));
      return found.stream().reduce(KafkaStreamPositions::newer);
    } catch (InterruptException e) {
      throw e;
    } catch (KafkaException e) {
      throw new PublishException(
          "the position of camera %s could not be read from %s and %s: %s"
              .formatted(cameraId, frames.name(), events.name(), e.getMessage()),
          e);
    }
  }

  private static StreamPosition ofFrame(Frame frame) {
    return new StreamPosition(frame.getStreamEpoch(), frame.getFrameSeq(), false);
  }

  /** SKIPPED names the last frame left out, the others the first that was still to come. */
  private static StreamPosition ofEvent(CameraEvent event) {
    long lastSeq =
        event.getType() == CameraEventType.SKIPPED ? event.getFrameSeq() : event.getFrameSeq() - 1;
    boolean ended = event.getType() == CameraEventType.ENDED;
    return new StreamPosition(event.getStreamEpoch(), lastSeq, ended);
  }

  private static StreamPosition newer(StreamPosition a, StreamPosition b) {
    if (a.streamEpoch() != b.streamEpoch()) {
      return a.streamEpoch() > b.streamEpoch() ? a : b;
    }
    return new StreamPosition(
        a.streamEpoch(), Math.max(a.lastSeq(), b.lastSeq()), a.ended() || b.ended());
  }

  /** The records of a camera nearest to the end of its partition: those of one step backwards. */
  private <V> List<StreamPosition> tail(
      Consumer<byte[], byte[]> consumer,
      Topic<V> topic,
      String cameraId,
      Function<V, StreamPosition> toPosition) {
    byte[] key = cameraId.getBytes(StandardCharsets.UTF_8);
    int partitions = consumer.partitionsFor(topic.name()).size();
    if (partitions == 0) {
      return List.of();
    }
    var partition =
        new TopicPartition(topic.name(), Utils.toPositive(Utils.murmur2(key)) % partitions);
    List<TopicPartition> only = List.of(partition);
    consumer.assign(only);
    long first = consumer.beginningOffsets(only).getOrDefault(partition, 0L);
    long end = consumer.endOffsets(only).getOrDefault(partition, 0L);
    long limit = Math.max(first, end - MAX_RECORDS);
    long until = end;
    for (int step = FIRST_STEP; until > limit; step *= 4) {
      long from = Math.max(limit, until - step);
      List<StreamPosition> found = new ArrayList<>();
      read(
          consumer,
          partition,
          from,
          until,
          message -> {
            if (Arrays.equals(message.key(), key)) {
              V value =
                  topic.valueSerde().deserializer().deserialize(topic.name(), message.value());
              found.add(toPosition.apply(value));
            }
          });
      if (!found.isEmpty()) {
        return found;
      }
      until = from;
    }
    return List.of();
  }

  /** Reads a stretch of a partition. */
  static void read(
      Consumer<byte[], byte[]> consumer,
      TopicPartition partition,
      long from,
      long until,
      java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> reader) {
    consumer.seek(partition, from);
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (consumer.position(partition) < until) {
      for (ConsumerRecord<byte[], byte[]> message : consumer.poll(POLL).records(partition)) {
        if (message.offset() < until) {
          reader.accept(message);
        }
        deadline = System.nanoTime() + PATIENCE.toNanos();
      }
      if (System.nanoTime() > deadline) {
        throw new KafkaException(
            "nothing read from %s at offset %d for %d s"
                .formatted(partition, consumer.position(partition), PATIENCE.toSeconds()));
      }
    }
  }
}
