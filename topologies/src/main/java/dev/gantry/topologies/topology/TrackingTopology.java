package dev.gantry.topologies.topology;

import dev.gantry.domain.tracking.CameraTracker;
import dev.gantry.topologies.config.TrackingConfig;
import dev.gantry.topologies.port.TopologyContext;
import dev.gantry.topologies.processor.CameraGeometries;
import dev.gantry.topologies.processor.KeptCamera;
import dev.gantry.topologies.processor.KeptCameraCodec;
import dev.gantry.topologies.processor.KeptStates;
import dev.gantry.topologies.processor.TrackVehicles;
import org.apache.kafka.streams.Topology;

/**
 * TRACKING: detections become tracks.
 *
 * <pre>
 * vehicle-detections (camera → FrameDetections)
 *   └─ decode-detections ─ what can't be read ─▶ dead-letters (bytes → bytes)
 *        └─ track-vehicles ⇄ tracker-by-camera (camera → tracker state)
 *             └─▶ vehicle-tracks (camera → TrackUpdate: new, update, end; watched)
 * </pre>
 *
 * <p>Camera events are not a source: their topic has other partitions, so they would arrive at
 * another task than the camera's frames, and ahead of those still on their way through VISION. That
 * a camera is turned each of its frames says itself; tracks of a silent camera end by the wall
 * clock.
 */
public final class TrackingTopology {

  /** Store of {@link KeptCamera}s in bytes, by camera. */
  public static final String TRACKER_BY_CAMERA = "tracker-by-camera";

  private static final String READ = "read-detections";
  private static final String DECODE = "decode-detections";
  private static final String TRACK = "track-vehicles";
  private static final String WRITE = "write-tracks";

  private TrackingTopology() {}

  /** Builds the topology. */
  public static Topology build(TopologyContext from) {
    var detections = from.topics().vehicleDetections();
    var tracks = from.topics().vehicleTracks();
    CameraGeometries geometries = new CameraGeometries(from.definitions());
    return new Wiring(from)
        .read(READ, detections)
        .decode(DECODE, detections, TRACK, READ)
        .process(TRACK, () -> new TrackVehicles(from, TRACKER_BY_CAMERA, geometries), DECODE)
        .keep(
            StateStores.writtenOnCommit(
                TRACKER_BY_CAMERA, codec(from.config().tracking(), geometries)),
            TRACK)
        .keep(StateStores.anchor(), TRACK)
        .write(WRITE, tracks, TRACK)
        .setAside(DECODE)
        .topology();
  }

  /** How {@link #TRACKER_BY_CAMERA} keeps cameras. */
  public static KeptStates.Codec<KeptCamera> codec(
      TrackingConfig config, CameraGeometries geometries) {
    return new KeptCameraCodec(new CameraTracker(config.tracker()), geometries);
  }
}
