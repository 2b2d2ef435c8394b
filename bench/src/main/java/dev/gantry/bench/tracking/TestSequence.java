package dev.gantry.bench.tracking;

import java.util.List;

/**
 * A sequence of frames of one camera, with boxes and truth for one class of object.
 *
 * @param name as its files are called
 * @param fps frames a second
 * @param width of its frames, pixels; 0 when not known
 * @param height of its frames, pixels; 0 when not known
 * @param minHeight height, pixels, up to which a box that matches no truth is passed over
 * @param frames all of them, those without objects too
 */
record TestSequence(
    String name, double fps, int width, int height, double minHeight, List<TestFrame> frames) {

  TestSequence {
    frames = List.copyOf(frames);
  }

  /**
   * True boxes that count and that no given box overlaps by a half: no tracker finds them without
   * making boxes up.
   */
  long truthWithoutBox() {
    return frames.stream()
        .mapToLong(
            frame ->
                frame.truth().stream().filter(Truth::counted).filter(frame::isWithoutBox).count())
        .sum();
  }
}
