package dev.gantry.bench.tracking;

import dev.gantry.bench.records.FrameRecords;
import dev.gantry.domain.geometry.Box;
import dev.gantry.domain.tracking.DetectedFrame;
import dev.gantry.schemas.records.TrackState;
import dev.gantry.schemas.records.TrackUpdate;
import dev.gantry.testkit.OfflineRole;
import dev.gantry.topologies.config.TopologiesConfig;
import dev.gantry.topologies.runtime.Role;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The topology TRACKING: frames go in as records of {@code vehicle-detections}, and what stands on
 * {@code vehicle-tracks} after each is what counts, as with {@link ProductionTracker}.
 */
final class TopologyTracker implements SequenceTracker {

  @Override
  public List<List<Placed>> track(TestSequence sequence) {
    Map<String, Integer> ids = new HashMap<>();
    List<List<Placed>> placed = new ArrayList<>();
    try (OfflineRole tracking =
        OfflineRole.alone(Role.TRACKING, List.of(), TopologiesConfig.DEFAULT)) {
      for (DetectedFrame frame : ProductionTracker.frames(sequence)) {
        tracking.give(tracking.topics().vehicleDetections(), FrameRecords.of(frame));
        placed.add(
            tracking.take(tracking.topics().vehicleTracks()).stream()
                .filter(update -> update.getState() != TrackState.END && update.getObserved())
                .map(update -> placed(update, ids))
                .toList());
        tracking.forgetTheRest();
      }
    }
    return placed;
  }

  private static Placed placed(TrackUpdate update, Map<String, Integer> ids) {
    int id = ids.computeIfAbsent(update.getTrackId(), unknown -> ids.size() + 1);
    Box box = new Box(update.getX(), update.getY(), update.getWidth(), update.getHeight());
    return new Placed(id, box, update.getScore());
  }
}
