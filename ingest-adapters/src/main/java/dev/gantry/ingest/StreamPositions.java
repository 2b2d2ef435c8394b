package dev.gantry.ingest;

import java.util.Optional;

/** How far the stream of a camera has come, according to Kafka. */
public interface StreamPositions {

  /**
   * The newest stream of a camera; empty when Kafka has nothing of it.
   *
   * @throws PublishException when Kafka can't be asked
   */
  Optional<StreamPosition> latest(String cameraId);

  /**
   * How far a stream has come.
   *
   * @param streamEpoch epoch
   * @param lastSeq index of the last frame that was dealt with, -1 for none
   * @param ended whether its last frame has been sent
   */
  record StreamPosition(long streamEpoch, long lastSeq, boolean ended) {}
}
