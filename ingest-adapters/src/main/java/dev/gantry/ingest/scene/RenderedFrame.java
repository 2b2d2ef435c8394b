package dev.gantry.ingest.scene;

/**
 * A frame of the scene with its truth.
 *
 * <p>A class, not a record, since it holds an array. The array is not copied: nobody may change it.
 */
public final class RenderedFrame {

  private final byte[] jpeg;
  private final FrameTruth truth;

  RenderedFrame(byte[] jpeg, FrameTruth truth) {
    this.jpeg = jpeg;
    this.truth = truth;
  }

  /** The picture, {@link Scene#WIDTH} x {@link Scene#HEIGHT}, as a JPEG file. */
  public byte[] jpeg() {
    return jpeg;
  }

  /** What it shows. */
  public FrameTruth truth() {
    return truth;
  }
}
