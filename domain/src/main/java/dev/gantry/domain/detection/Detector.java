package dev.gantry.domain.detection;

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

  /** Frees the memory held outside the heap. Idempotent. */
  @Override
  void close();
}
