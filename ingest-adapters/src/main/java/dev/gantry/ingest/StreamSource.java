package dev.gantry.ingest;

import java.time.Clock;

/** A camera that plays footage. */
final class StreamSource implements FrameSource {

  private final StreamSettings settings;
  private final Footage footage;
  private final Clock clock;
  private final Pacer pacer;
  private final LiveStats stats = new LiveStats();

  /** Nothing of the footage is opened before {@link #run}. */
  StreamSource(StreamSettings settings, Footage footage, Clock clock) {
    this.settings = settings;
    this.footage = footage;
    this.clock = clock;
    this.pacer = new Pacer(settings.pace(), System::nanoTime);
  }

  @Override
  public String cameraId() {
    return settings.cameraId();
  }

  @Override
  public LiveStats stats() {
    return stats;
  }

  @Override
  public void check() {
    footage.check();
  }

  @Override
  public Ending run(FramePublisher publisher, SourceProgress progress) {
    return new StreamSession(settings, footage, publisher, progress, stats, pacer, clock).run();
  }

  @Override
  public void close() {
    pacer.stop();
  }
}
