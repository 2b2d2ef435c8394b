package dev.gantry.ingest;

import dev.gantry.ingest.StreamPositions.StreamPosition;
import dev.gantry.schemas.records.CameraEvent;
import dev.gantry.schemas.records.CameraEventType;
import dev.gantry.schemas.records.Frame;
import dev.gantry.schemas.registry.InMemorySchemaRegistry;
import dev.gantry.schemas.topic.Topic;
import dev.gantry.schemas.topic.TopicCatalogue;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A Kafka that remembers what a publisher sent, and says how far streams have come from that. */
final class RecordingKafka {

  final TopicCatalogue catalogue = new TopicCatalogue("", new InMemorySchemaRegistry());
  final MockProducer<byte[], byte[]> producer =
      new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
  Optional<StreamPosition> position = Optional.empty();

  FramePublisher publisher() {
    return new FramePublisher(producer, catalogue, cameraId -> position);
  }

  List<Frame> frames() {
    return sent(catalogue.cameraFrames());
  }

  List<Long> frameSeqs() {
    return frames().stream().map(Frame::getFrameSeq).toList();
  }

  List<CameraEvent> events() {
    return sent(catalogue.cameraEvents());
  }

  List<CameraEventType> eventTypes() {
    return events().stream().map(CameraEvent::getType).toList();
  }

  CameraEvent lastEvent() {
    List<CameraEvent> events = events();
    return events.get(events.size() - 1);
  }

  private <V> List<V> sent(Topic<V> topic) {
    return producer.history().stream()
        .filter(message -> message.topic().equals(topic.name()))
        .map(
            message -> topic.valueSerde().deserializer().deserialize(topic.name(), message.value()))
        .toList();
  }
}
