package dev.gantry.ingest.scene;

import dev.gantry.domain.geometry.Speeds;
import java.util.Optional;

/**
 * One passage of one vehicle through the scene, at constant speed in the middle of its lane.
 *
 * @param id id, unique within the scene
 * @param shape its kind
 * @param colour paint, 0xRRGGBB
 * @param laneX middle of its lane, metres
 * @param northbound whether it drives away from the camera
 * @param speedMps m/s, above 0
 * @param enters when its front crosses the start of the road, seconds of scene time
 * @param incident what is wrong with it; absent for lawful vehicles
 */
record Vehicle(
    String id,
    VehicleShape shape,
    int colour,
    double laneX,
    boolean northbound,
    double speedMps,
    double enters,
    Optional<Incident.Kind> incident) {

  /**
   * Where the road starts, metres from the camera: below the lower edge of the image even for the
   * roof of a lorry, and far enough for its rear not to come behind the camera.
   */
  static final double NEAR = 8;

  /** Where the road ends: vehicles are lost in the haze before, metres from the camera. */
  static final double FAR = 130;

  /** When its rear leaves the road, seconds of scene time. */
  double leaves() {
    return enters + (FAR - NEAR + shape.length()) / speedMps;
  }

  boolean isOnRoad(double seconds) {
    return seconds >= enters && seconds <= leaves();
  }

  /** Distance of its middle from the camera, metres. */
  double middleY(double seconds) {
    double travelled = speedMps * (seconds - enters) - shape.length() / 2;
    return northbound ? NEAR + travelled : FAR - travelled;
  }

  double speedKmh() {
    return Speeds.toKmh(speedMps);
  }
}
