package dev.gantry.domain.tracking;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Which class a track has, by the sum of the scores of its detections. A detector that wavers
 * between two classes of one object, or calls it something odd for a frame, does not change it.
 */
final class LabelVotes {

  /** Labels kept; the weakest makes room, so that memory stays bounded. */
  static final int MAX_LABELS = 6;

  private final List<String> labels = new ArrayList<>(2);
  private final float[] weights = new float[MAX_LABELS];

  void add(String label, double score) {
    int at = labels.indexOf(label);
    if (at < 0) {
      at = labels.size() < MAX_LABELS ? labels.size() : weakest();
      if (at == labels.size()) {
        labels.add(label);
      } else {
        labels.set(at, label);
      }
      weights[at] = 0;
    }
    weights[at] += (float) score;
  }

  /** The label with the most weight; of equals the one seen first. */
  String winner() {
    int best = 0;
    for (int i = 1; i < labels.size(); i++) {
      if (weights[i] > weights[best]) {
        best = i;
      }
    }
    return labels.get(best);
  }

  private int weakest() {
    int weakest = 0;
    for (int i = 1; i < labels.size(); i++) {
      if (weights[i] <= weights[weakest]) {
        weakest = i;
      }
    }
    return weakest;
  }

  void write(StateWriter to) {
    to.put((byte) labels.size());
    for (int i = 0; i < labels.size(); i++) {
      to.put(labels.get(i)).put(weights[i]);
    }
  }

  static LabelVotes read(ByteBuffer from) {
    LabelVotes votes = new LabelVotes();
    int size = from.get();
    for (int i = 0; i < size; i++) {
      votes.labels.add(StateWriter.readString(from));
      votes.weights[i] = from.getFloat();
    }
    return votes;
  }
}
