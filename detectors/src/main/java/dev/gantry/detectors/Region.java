package dev.gantry.detectors;

import java.util.ArrayList;
import java.util.List;

/**
 * One or several blobs that belong to one object.
 *
 * @param blob their union
 * @param labels labels of the blobs in {@link BlobFinder#labels}
 * @param unchanging whether most of its pixels have kept their colours for a while, as those of
 *     something that stands do
 */
record Region(Blob blob, List<Integer> labels, boolean unchanging) {

  Region {
    labels = List.copyOf(labels);
  }

  Region union(Region other) {
    List<Integer> both = new ArrayList<>(labels);
    both.addAll(other.labels);
    return new Region(blob.union(other.blob), both, unchanging && other.unchanging);
  }
}
