package dev.gantry.domain.tracking;

import dev.gantry.domain.detection.Detection;
import dev.gantry.domain.geometry.Box;
import java.util.ArrayList;
import java.util.List;

/**
 * What a tracker uses of the detections of a frame: those that a camera can see, in the order of a
 * frame however they come, the surest of them where there are too many.
 */
final class UsableDetections {

  private static final double MIN_SIDE_PX = 0.5;
  private static final double MAX_PX = 100_000;

  private UsableDetections() {}

  /**
   * The usable ones; their places in the list are part of track ids.
   *
   * @param most how many at most
   */
  static List<Detection> of(List<Detection> detections, int most) {
    List<Detection> usable = new ArrayList<>(detections.size());
    boolean ordered = true;
    for (Detection detection : detections) {
      if (!isPlausible(detection)) {
        continue;
      }
      int last = usable.size() - 1;
      ordered &= last < 0 || Detection.FRAME_ORDER.compare(usable.get(last), detection) <= 0;
      usable.add(detection);
    }
    if (!ordered) {
      usable.sort(Detection.FRAME_ORDER);
    }
    return usable.size() > most ? usable.subList(0, most) : usable;
  }

  /** Boxes beyond any image, or smaller than its pixels, would only upset the arithmetic. */
  private static boolean isPlausible(Detection detection) {
    Box box = detection.box();
    return box.width() >= MIN_SIDE_PX
        && box.height() >= MIN_SIDE_PX
        && box.x() >= -MAX_PX
        && box.y() >= -MAX_PX
        && box.right() <= MAX_PX
        && box.bottom() <= MAX_PX
        && detection.label().length() <= CameraTracker.LONGEST_LABEL;
  }
}
