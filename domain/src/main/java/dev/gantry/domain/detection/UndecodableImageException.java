package dev.gantry.domain.detection;

/** The bytes of an image can't be decoded: a fault of the record, not of the detector. */
public final class UndecodableImageException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public UndecodableImageException(String message) {
    super(message);
  }
}
