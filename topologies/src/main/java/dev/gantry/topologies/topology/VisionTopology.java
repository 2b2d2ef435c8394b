package dev.gantry.topologies.topology;

import dev.gantry.topologies.port.TopologyContext;
import dev.gantry.topologies.processor.DetectVehicles;
import dev.gantry.topologies.processor.ViewWatches;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;

/**
 * VISION: frames become detections.
 *
 * <pre>
 * camera-frames (camera → Frame)
 *   └─ decode-frames ─ what can't be read ─▶ dead-letters (bytes → bytes)
 *        └─ detect-vehicles ⇄ latest-detections-by-camera (camera → FrameDetections)
 *             │             ⇄ view-by-camera (camera → watch of what it shows)
 *             ├─▶ vehicle-detections (camera → FrameDetections, one a frame)
 *             └─▶ camera-events (camera → CameraEvent: rejected, skipped;
 *                                frozen, covered, turned, restored)
 * </pre>
 *
 * <p>The first store recognises frames that are repeated and answers queries.
 */
public final class VisionTopology {

  /** Store of the latest detections of each camera. */
  public static final String LATEST_DETECTIONS_BY_CAMERA = "latest-detections-by-camera";

  /** Store of {@link dev.gantry.domain.view.ViewWatch}es in bytes, by camera. */
  public static final String VIEW_BY_CAMERA = "view-by-camera";

  private static final String READ = "read-frames";
  private static final String DECODE = "decode-frames";
  private static final String DETECT = "detect-vehicles";
  private static final String WRITE_DETECTIONS = "write-detections";
  private static final String WRITE_EVENTS = "write-camera-events";

  private VisionTopology() {}

  /** Builds the topology. */
  public static Topology build(TopologyContext from) {
    var frames = from.topics().cameraFrames();
    var detections = from.topics().vehicleDetections();
    var events = from.topics().cameraEvents();
    var names =
        new DetectVehicles.Names(
            LATEST_DETECTIONS_BY_CAMERA, VIEW_BY_CAMERA, WRITE_DETECTIONS, WRITE_EVENTS);
    return new Wiring(from)
        .read(READ, frames)
        .decode(DECODE, frames, DETECT, READ)
        .process(DETECT, DetectVehicles.of(from, names), DECODE)
        .keep(
            StateStores.inMemory(
                LATEST_DETECTIONS_BY_CAMERA, Serdes.String(), detections.valueSerde()),
            DETECT)
        .keep(StateStores.writtenOnCommit(VIEW_BY_CAMERA, ViewWatches.CODEC), DETECT)
        .keep(StateStores.anchor(), DETECT)
        .write(WRITE_DETECTIONS, detections, DETECT)
        .write(WRITE_EVENTS, events, DETECT)
        .setAside(DECODE)
        .topology();
  }
}
