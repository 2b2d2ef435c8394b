package dev.gantry.ingest;

import java.time.Clock;

/** Something that gives the frames of one camera, one after the other. */
public interface FrameSource extends AutoCloseable {

  /** A video file as a camera. Nothing is opened before {@link #check} or {@link #run}. */
  static FrameSource video(VideoSettings settings) {
    return new StreamSource(settings.stream(), new VideoFootage(settings), Clock.systemUTC());
  }

  /** A rendered scene as a camera. */
  static FrameSource scene(SceneSettings settings) {
    return new StreamSource(settings.stream(), new SceneFootage(settings), Clock.systemUTC());
  }

  /** A camera of a simulated city. */
  static FrameSource city(CityCameraSettings settings) {
    return new StreamSource(settings.stream(), new CityFootage(settings), Clock.systemUTC());
  }

  /** Camera whose frames these are. */
  String cameraId();

  /** Counters of the run, to be read from any thread at any time. */
  LiveStats stats();

  /**
   * Finds out, before anything is sent, whether there is something to read.
   *
   * @throws SourceException when the source can't be opened
   */
  void check();

  /**
   * Sends frames until the source ends or is stopped, beginning after the last frame of it that
   * Kafka already has. Called once. Sends the camera events ONLINE at its first frame, SKIPPED for
   * frames that can't be decoded, ENDED at the end, OFFLINE when it fails or is stopped.
   *
   * <p>An interrupt stops it like {@link #close()}; the interrupt flag is set again on return.
   *
   * @return how it came to an end
   * @throws SourceException when the source can't be read; the OFFLINE event says the same
   * @throws PublishException when Kafka did not take a record
   */
  Ending run(FramePublisher publisher, SourceProgress progress);

  /** Asks {@link #run} to return soon, from any thread; {@code run} then tells Kafka OFFLINE. */
  @Override
  void close();

  /** How a run came to an end. */
  enum Ending {
    /** All frames are in Kafka. */
    ENDED,
    /** They were already, nothing was sent. */
    ALREADY_ENDED,
    /** Stopped before the end; the next run goes on from there. */
    STOPPED
  }
}
