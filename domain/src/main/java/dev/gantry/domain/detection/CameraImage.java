package dev.gantry.domain.detection;

import java.time.Instant;

/**
 * One encoded frame of one camera, as a {@link Detector} takes it.
 *
 * <p>A class, not a record, since it holds an array. The array is not copied: nobody may change it.
 */
public final class CameraImage {

  private final String cameraId;
  private final long streamEpoch;
  private final long frameSeq;
  private final Instant capturedAt;
  private final byte[] encoded;

  /**
   * @param cameraId camera
   * @param streamEpoch epoch of its stream; a change tells a stateful detector to start afresh
   * @param frameSeq index within the epoch, increasing, not always by one
   * @param capturedAt event time
   * @param encoded JPEG or PNG
   */
  public CameraImage(
      String cameraId, long streamEpoch, long frameSeq, Instant capturedAt, byte[] encoded) {
    this.cameraId = cameraId;
    this.streamEpoch = streamEpoch;
    this.frameSeq = frameSeq;
    this.capturedAt = capturedAt;
    this.encoded = encoded;
  }

  public String cameraId() {
    return cameraId;
  }

  public long streamEpoch() {
    return streamEpoch;
  }

  public long frameSeq() {
    return frameSeq;
  }

  public Instant capturedAt() {
    return capturedAt;
  }

  public byte[] encoded() {
    return encoded;
  }
}
