package dev.gantry.ingest;

import dev.gantry.ingest.city.Draws;
import dev.gantry.ingest.city.camera.CameraFault;
import dev.gantry.ingest.city.camera.CameraFaults;
import dev.gantry.schemas.records.CameraEventType;
import java.util.Map;
import java.util.Optional;

/**
 * What a camera with analytics of its own tells of tampering with it, some seconds after it began
 * and after it is over, as cameras do. It names the ONVIF topic under which they tell of it; for a
 * picture that stands ONVIF has none.
 */
final class CameraAnalytics {

  /** A camera makes sure for so long, seconds. */
  private static final double SOONEST = 2;

  private static final double VARIATION = 3;

  /** Name of the attribute with the ONVIF topic. */
  static final String TOPIC = "onvif_topic";

  private final CameraFaults faults;
  private final int camera;
  private final double delay;
  private Optional<CameraEventType> told = Optional.empty();

  /**
   * @param seed decides how long the camera takes
   * @param camera its index
   */
  CameraAnalytics(CameraFaults faults, long seed, int camera) {
    this.faults = faults;
    this.camera = camera;
    this.delay = SOONEST + VARIATION * Draws.uniform(Draws.mix(seed, 81_000 + camera));
  }

  /**
   * What the camera begins to tell at a moment.
   *
   * @param seconds since the city's beginning, not before the last moment
   */
  Optional<Report> at(double seconds) {
    Optional<CameraEventType> now =
        faults.at(camera, seconds - delay).map(CameraFault::kind).flatMap(CameraAnalytics::typeOf);
    if (now.equals(told)) {
      return Optional.empty();
    }
    told = now;
    return Optional.of(now.map(CameraAnalytics::begun).orElse(Report.OVER));
  }

  /** Whether it told last that it looks elsewhere: it says so of its detections, too. */
  boolean isTurned() {
    return told.equals(Optional.of(CameraEventType.TURNED));
  }

  private static Optional<CameraEventType> typeOf(CameraFault.Kind kind) {
    return switch (kind) {
      case CAMERA_FROZEN -> Optional.of(CameraEventType.FROZEN);
      case CAMERA_COVERED -> Optional.of(CameraEventType.COVERED);
      case CAMERA_TURNED -> Optional.of(CameraEventType.TURNED);
      case CAMERA_OFFLINE, DETECTOR_FAILURE -> Optional.empty();
    };
  }

  private static Report begun(CameraEventType type) {
    return switch (type) {
      case COVERED ->
          new Report(
              type,
              "image too dark",
              Map.of(TOPIC, "tns1:VideoSource/ImageTooDark/ImagingService"));
      case TURNED ->
          new Report(
              type,
              "global scene change",
              Map.of(TOPIC, "tns1:VideoSource/GlobalSceneChange/ImagingService"));
      default -> new Report(type, "the same picture", Map.of());
    };
  }

  /**
   * Something that a camera tells.
   *
   * @param type what has begun, or that it is over
   * @param reason why, in words
   * @param attributes what else it says, by name
   */
  record Report(CameraEventType type, String reason, Map<String, String> attributes) {

    private static final Report OVER = new Report(CameraEventType.RESTORED, "", Map.of());

    Report {
      attributes = Map.copyOf(attributes);
    }
  }
}
