package dev.gantry.ingest;

import java.util.function.BooleanSupplier;

/** Frames that can be played from the beginning, as often as wanted, always the same ones. */
interface Footage {

  /** What it is called in records and messages. */
  String name();

  /**
   * Opens it and closes it again.
   *
   * @throws SourceException when it can't be opened
   */
  void check();

  /**
   * A hash that stands for all of its frames: other footage has another.
   *
   * @param stopped whether nobody wants it any more; then the result does not matter
   * @throws SourceException when it can't be read
   */
  byte[] contentHash(BooleanSupplier stopped);

  /**
   * Offers all frames to a session, from the first one on; returns early when that is stopped.
   *
   * @throws SourceException when it can't be read
   */
  void play(StreamSession session) throws InterruptedException;
}
