package dev.gantry.ingest;

import dev.gantry.ingest.StreamPositions.StreamPosition;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How far the streams of a city's cameras have come.
 *
 * @param streams those of all cameras
 */
record PicturePositions(StreamPositions streams) implements CityPositions {

  @Override
  public Map<String, Long> lastFrames(List<String> cameraIds, long epoch) {
    Map<String, Long> last = new HashMap<>();
    for (String id : cameraIds) {
      Optional<StreamPosition> latest = streams.latest(id);
      latest
          .map(StreamPosition::streamEpoch)
          .ifPresent(
              found ->
                  StreamEpoch.requireNoOtherCity(id, found, StreamEpoch.startTimeOf(found), epoch));
      latest
          .filter(position -> position.streamEpoch() == epoch && position.lastSeq() >= 0)
          .map(StreamPosition::lastSeq)
          .ifPresent(seq -> last.put(id, seq));
    }
    return last;
  }
}
