package dev.gantry.bench.tracking;

import dev.gantry.domain.detection.Detection;
import dev.gantry.domain.geometry.Box;
import java.util.List;

/**
 * One frame of a sequence.
 *
 * @param number as the files number it
 * @param truth objects in it
 * @param dontCare regions in which nothing was labelled: what is found there is passed over
 * @param detections boxes given to the tracker, in the order of a frame
 */
record TestFrame(int number, List<Truth> truth, List<Box> dontCare, List<Detection> detections) {

  TestFrame {
    truth = List.copyOf(truth);
    dontCare = List.copyOf(dontCare);
    detections = List.copyOf(detections);
  }

  /** Whether no given box matches an object. */
  boolean isWithoutBox(Truth object) {
    return detections.stream()
        .noneMatch(given -> given.box().iou(object.box()) >= ScoredSequence.MATCH);
  }
}
