package dev.gantry.domain.detection;

import java.util.List;

/**
 * What a detector found in one image.
 *
 * @param width width of the decoded image, pixels
 * @param height height of the decoded image, pixels
 * @param detections in {@link Detection#FRAME_ORDER}, boxes clipped to the image
 */
public record DetectedObjects(int width, int height, List<Detection> detections) {

  public DetectedObjects {
    detections = detections.stream().sorted(Detection.FRAME_ORDER).toList();
  }
}
