package dev.gantry.query.view;

/**
 * Which frame of a camera.
 *
 * @param streamEpoch epoch of the source
 * @param frameSeq index within the epoch
 */
public record FrameKey(long streamEpoch, long frameSeq) implements Comparable<FrameKey> {

  @Override
  public int compareTo(FrameKey other) {
    int byEpoch = Long.compare(streamEpoch, other.streamEpoch);
    return byEpoch != 0 ? byEpoch : Long.compare(frameSeq, other.frameSeq);
  }
}
