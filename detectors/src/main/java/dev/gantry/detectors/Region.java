package dev.gantry.detectors;

import java.util.ArrayList;
import java.util.List;

/**
 * One or several blobs that belong to one object.
 *
 * @param blob their union
 * @param labels labels of the blobs in {@link BlobFinder#labels}
 */
record Region(Blob blob, List<Integer> labels) {

  Region {
    labels = List.copyOf(labels);
  }

  Region union(Region other) {
    List<Integer> both = new ArrayList<>(labels);
    both.addAll(other.labels);
    return new Region(blob.union(other.blob), both);
  }
}
