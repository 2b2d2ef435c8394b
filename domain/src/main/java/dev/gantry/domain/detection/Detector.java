package dev.gantry.domain.detection;

import dev.gantry.domain.view.ViewSample;
import java.util.Optional;

/**
 * Port to whatever finds objects in images.
 *
 * <p>An instance is used by one thread at a time. It may keep state per camera (a background, for
 * instance); then frames of one camera come in order, and a new epoch starts afresh.
 */
public interface Detector extends AutoCloseable {

  /**
   * Finds the objects in one image.
   *
   * @throws UndecodableImageException when the bytes are no image that can be read
   */
  DetectedObjects detect(CameraImage image);

  /**
   * What the image of the last {@link #detect} shows, for whoever watches the camera itself: it has
   * been decoded already. Computed when it is asked for.
   *
   * @return empty when the image is too small, or the detector does not tell
   */
  default Optional<ViewSample> view() {
    return Optional.empty();
  }

  /** Frees the memory held outside the heap. Idempotent. */
  @Override
  void close();
}
