package dev.gantry.ingest;

import dev.gantry.schemas.topic.TopicCatalogue;
import java.util.List;
import java.util.Map;

/** How far the cameras of a simulated city have come, according to Kafka. */
@FunctionalInterface
public interface CityPositions {

  /** Where nothing has been sent yet. */
  CityPositions NONE = (cameraIds, epoch) -> Map.of();

  /**
   * The last frame that was dealt with of each camera, by its id; without those of which Kafka
   * knows nothing.
   *
   * @param epoch of the city; frames of another are not its
   * @throws PublishException when Kafka can't be asked
   * @throws SourceException when a city is there that starts no earlier than this one
   */
  Map<String, Long> lastFrames(List<String> cameraIds, long epoch);

  /** That of cameras that send pictures, each of which goes on from there. */
  static CityPositions ofPictures(Map<String, Object> clientConfig, TopicCatalogue topics) {
    return new PicturePositions(new KafkaStreamPositions(clientConfig, topics));
  }

  /** That of cameras with a detector of their own. */
  static CityPositions ofDetections(Map<String, Object> clientConfig, TopicCatalogue topics) {
    return new DetectionPositions(clientConfig, topics.vehicleDetections());
  }
}
