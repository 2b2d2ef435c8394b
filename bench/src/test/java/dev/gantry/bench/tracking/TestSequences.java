package dev.gantry.bench.tracking;

import dev.gantry.domain.detection.Detection;
import dev.gantry.domain.geometry.Box;
import java.util.ArrayList;
import java.util.List;

/** Small sequences, written frame by frame. */
final class TestSequences {

  private TestSequences() {}

  /** An object of 40 x 80 pixels at a place. */
  static Truth truth(int id, double x) {
    return new Truth(id, box(x), Truth.Role.COUNTED);
  }

  /** An answer of 40 x 80 pixels at a place. */
  static Placed placed(int id, double x) {
    return new Placed(id, box(x), 1);
  }

  static Box box(double x) {
    return new Box(x, 100, 40, 80);
  }

  /** A sequence of one list of truth a frame. */
  @SafeVarargs
  static TestSequence sequence(List<Truth>... frames) {
    List<TestFrame> all = new ArrayList<>();
    for (List<Truth> truth : frames) {
      all.add(new TestFrame(all.size(), truth, List.of(), List.of()));
    }
    return new TestSequence("made-up", 10, 1000, 400, 0, all);
  }

  /** A sequence of one object, of whose boxes the detector sees those that are given. */
  static TestSequence seen(List<Box> boxes) {
    List<TestFrame> all = new ArrayList<>();
    for (Box box : boxes) {
      all.add(
          new TestFrame(
              all.size(),
              List.of(new Truth(1, box, Truth.Role.COUNTED)),
              List.of(),
              List.of(new Detection("car", 0.9, box))));
    }
    return new TestSequence("seen", 10, 1000, 400, 0, all);
  }
}
