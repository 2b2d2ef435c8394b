package dev.gantry.app.source;

import dev.gantry.ingest.FramePublisher;
import dev.gantry.ingest.FrameSource;
import dev.gantry.schemas.topic.TopicCatalogue;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Cameras, sending side by side through one publisher. */
public final class CameraThreads implements AutoCloseable {

  private final FramePublisher publisher;
  private final List<CameraThread> sources;

  private CameraThreads(FramePublisher publisher, List<FrameSource> cameras) {
    this.publisher = publisher;
    this.sources = cameras.stream().map(camera -> new CameraThread(publisher, camera)).toList();
  }

  /** Sources with a publisher for them; nothing is sent yet. */
  public static CameraThreads of(
      List<FrameSource> cameras, Map<String, Object> client, TopicCatalogue topics) {
    return new CameraThreads(FramePublisher.connect(client, topics), cameras);
  }

  public void start() {
    sources.forEach(CameraThread::start);
  }

  /**
   * Whether all have come to their end.
   *
   * @throws RuntimeException what stopped one of them
   */
  public boolean haveEnded() {
    return sources.stream().filter(source -> source.ending().isPresent()).count() == sources.size();
  }

  /** Frames handed to Kafka in this run. */
  public long framesSent() {
    return sources.stream().mapToLong(CameraThread::framesSent).sum();
  }

  /** Frames of the camera that has sent most. */
  public long mostFramesSent() {
    return sources.stream().mapToLong(CameraThread::framesSent).max().orElse(0);
  }

  /** Frames sent after they were due. */
  public long framesLate() {
    return sources.stream().mapToLong(CameraThread::framesLate).sum();
  }

  /** How late the latest of all frames was. */
  public Duration worstLag() {
    return sources.stream()
        .map(CameraThread::worstLag)
        .max(Duration::compareTo)
        .orElse(Duration.ZERO);
  }

  /** Stops sending and waits until all have. */
  public void stop() throws InterruptedException {
    sources.forEach(CameraThread::askToStop);
    for (CameraThread source : sources) {
      source.awaitStop();
    }
  }

  @Override
  public void close() {
    sources.forEach(CameraThread::close);
    publisher.close();
  }
}
