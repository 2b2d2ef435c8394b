package dev.gantry.ingest;

/** What the cameras of a simulated city send, frame by frame. */
interface CityCameras {

  /**
   * Gives the records of a frame of all of them.
   *
   * @param seq number of the frame, to which the city has been advanced
   */
  void frame(long seq, SimulatedRecords.Sink sink);

  /**
   * Tells that all of them have come to their end.
   *
   * @param seq number of the frame that would be next
   */
  void end(long seq, SimulatedRecords.Sink sink);
}
