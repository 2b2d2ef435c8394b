package dev.gantry.bench.speed;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gantry.app.process.GantryProcess;
import dev.gantry.bench.records.FrameRecords;
import dev.gantry.domain.camera.Calibration;
import dev.gantry.domain.detection.Detection;
import dev.gantry.domain.geometry.Box;
import dev.gantry.domain.geometry.GroundMap;
import dev.gantry.domain.geometry.KnownDistance;
import dev.gantry.domain.geometry.KnownDistance.Direction;
import dev.gantry.domain.geometry.Point;
import dev.gantry.domain.tracking.DetectedFrame;
import dev.gantry.domain.tracking.TrackStep.Speed;
import dev.gantry.schemas.records.TrackState;
import dev.gantry.schemas.records.TrackUpdate;
import dev.gantry.testkit.OfflineRole;
import dev.gantry.topologies.config.TopologiesConfig;
import dev.gantry.topologies.definition.ParsedDefinition;
import dev.gantry.topologies.runtime.Role;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The topology TRACKING with a published camera. A given track is a stream epoch of its own, each
 * sighting a frame with one box that stands on the point and is as large as a car; the speed is
 * that of the track's {@code END} on {@code vehicle-tracks}. Where the tracker finds several tracks
 * in it, that of the most sightings counts.
 */
final class TopologyMeter implements SpeedMeter {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Recording recording;
  private final GroundMap ground;
  private final OfflineRole tracking;
  private long epoch;

  /**
   * @param ground what the calibration comes to
   */
  TopologyMeter(Recording recording, Calibration calibration, GroundMap ground) {
    this.recording = recording;
    this.ground = ground;
    List<ParsedDefinition> camera =
        GantryProcess.definitionParser()
            .parse(recording.name(), document(recording.name(), calibration))
            .orThrow();
    this.tracking = OfflineRole.alone(Role.TRACKING, camera, TopologiesConfig.DEFAULT);
  }

  @Override
  public Optional<Speed> measure(PixelTrack track) {
    epoch++;
    for (PixelTrack.Sighting sighting : track.sightings()) {
      give(sighting.frame(), List.of(car(sighting.place())));
    }
    epoch++; // ends the track
    give(track.sightings().get(track.sightings().size() - 1).frame(), List.of());
    List<TrackUpdate> updates = tracking.take(tracking.topics().vehicleTracks());
    tracking.forgetTheRest();
    return updates.stream()
        .filter(update -> update.getState() == TrackState.END)
        .max(Comparator.comparingInt(TrackUpdate::getHits))
        .filter(TrackUpdate::getSpeedKnown)
        .map(end -> new Speed(end.getSpeedMps(), end.getSpeedSigmaMps()));
  }

  private void give(int frame, List<Detection> boxes) {
    tracking.give(
        tracking.topics().vehicleDetections(),
        FrameRecords.of(
            new DetectedFrame(
                recording.name(),
                epoch,
                frame,
                recording.at(frame),
                Recording.WIDTH,
                Recording.HEIGHT,
                boxes)));
  }

  private Detection car(Point foot) {
    double side =
        ground
            .jacobianAt(foot)
            .map(around -> TrackMeter.CAR_METRES / around.metresPerPixel())
            .orElse(1.0);
    return new Detection("car", 1, new Box(foot.x() - side / 2, foot.y() - side, side, side));
  }

  /** The definition that a user would write; JSON is YAML. */
  private static String document(String id, Calibration calibration) {
    ObjectNode camera = JSON.createObjectNode().put("kind", "camera").put("id", id);
    ObjectNode written = camera.putObject("calibration");
    if (calibration instanceof Calibration.Vanishing vanishing) {
      ObjectNode node = written.putObject("vanishing");
      put(node, "vp1", vanishing.vp1());
      put(node, "vp2", vanishing.vp2());
      put(node, "principal", vanishing.principal());
      node.put("scale", vanishing.scale());
    } else if (calibration instanceof Calibration.Distances known) {
      ArrayNode distances = written.putArray("distances");
      known.distances().forEach(distance -> put(distances.addObject(), distance));
      put(written, "principal", known.principal());
    } else {
      throw new IllegalArgumentException(
          "calibration: expected vanishing points or distances, found " + calibration);
    }
    return camera.toString();
  }

  private static void put(ObjectNode node, KnownDistance distance) {
    put(node, "from", distance.from());
    put(node, "to", distance.to());
    node.put("metres", distance.metres());
    if (distance.direction() != Direction.ANY) {
      node.put("direction", distance.direction().name().toLowerCase(Locale.ROOT));
    }
  }

  private static void put(ObjectNode node, String field, Point point) {
    node.putArray(field).add(point.x()).add(point.y());
  }

  @Override
  public void close() {
    tracking.close();
  }
}
