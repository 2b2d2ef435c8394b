package dev.gantry.ingest;

/** What the cameras of a simulated city send, frame by frame. */
interface CityCameras {

  /**
   * Has a camera go on after the frames that it has sent: those are not given again.
   *
   * @param camera its index
   * @param lastSeq the last of them
   */
  void resume(int camera, long lastSeq);

  /**
   * Gives the records of a frame of all of them.
   *
   * @param seq number of the frame, to which the city has been advanced
   */
  void frame(long seq, SimulatedRecords.Sink sink);

  /**
   * Tells that all of them are gone until the next run.
   *
   * @param seq number of the frame that would be next
   */
  void stop(long seq, SimulatedRecords.Sink sink);

  /**
   * Tells that all of them have come to their end.
   *
   * @param seq number of the frame that would be next
   */
  void end(long seq, SimulatedRecords.Sink sink);
}
