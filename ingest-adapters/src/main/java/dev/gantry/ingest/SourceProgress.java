package dev.gantry.ingest;

/** Is told how a source gets on, by the thread that runs it. Methods return quickly. */
public interface SourceProgress {

  /** Wants to know nothing. */
  SourceProgress NONE = new SourceProgress() {};

  /**
   * The source begins to send.
   *
   * @param streamEpoch epoch of its stream
   * @param firstSeq frames before this index are in Kafka already
   */
  default void started(long streamEpoch, long firstSeq) {}

  /** A frame was handed to Kafka. */
  default void advanced(LiveStats stats) {}

  /** Frames that can't be decoded were left out. */
  default void skipped(long frames, String reason) {}

  /** The run is over. */
  default void finished(FrameSource.Ending ending, LiveStats stats) {}
}
