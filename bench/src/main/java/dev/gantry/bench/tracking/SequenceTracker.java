package dev.gantry.bench.tracking;

import java.util.List;

/** A tracker under test. */
interface SequenceTracker {

  /** What it says of each frame when it has seen that frame and those before, and no other. */
  List<List<Placed>> track(TestSequence sequence);
}
