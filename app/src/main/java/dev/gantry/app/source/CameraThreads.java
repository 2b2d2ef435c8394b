package dev.gantry.app.source;

import dev.gantry.ingest.FramePublisher;
import dev.gantry.ingest.FrameSource;
import dev.gantry.ingest.SimulatorFeed;
import dev.gantry.schemas.topic.TopicCatalogue;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Cameras, and what is sent beside their frames, each on a thread of its own. */
public final class CameraThreads implements AutoCloseable {

  private final FramePublisher publisher;
  private final List<CameraThread> sources;
  private final Optional<FeedThread> feed;

  private CameraThreads(
      FramePublisher publisher, List<FrameSource> cameras, Optional<FeedThread> feed) {
    this.publisher = publisher;
    this.feed = feed;
    this.sources = cameras.stream().map(camera -> new CameraThread(publisher, camera)).toList();
  }

  /**
   * Sources with publishers for them; nothing is sent yet.
   *
   * @param feed what is sent beside the cameras' frames
   */
  public static CameraThreads of(
      List<FrameSource> cameras,
      Optional<SimulatorFeed> feed,
      Map<String, Object> client,
      TopicCatalogue topics) {
    return new CameraThreads(
        FramePublisher.connect(client, topics),
        cameras,
        feed.map(records -> new FeedThread(records, client, topics)));
  }

  /**
   * Starts all, where they have come to.
   *
   * @throws dev.gantry.ingest.PublishException when Kafka can't be asked where that is
   */
  public void start() {
    feed.ifPresent(FeedThread::lookUp);
    sources.forEach(CameraThread::start);
    feed.ifPresent(FeedThread::start);
  }

  /**
   * Whether all have come to their end, what is sent beside the frames too, if it has one.
   *
   * @throws RuntimeException what stopped one of them
   */
  public boolean haveEnded() {
    feed.ifPresent(FeedThread::check);
    long ended = sources.stream().filter(source -> source.ending().isPresent()).count();
    return ended == sources.size() && feed.filter(each -> !each.hasEnded()).isEmpty();
  }

  /** Frames handed to Kafka in this run. */
  public long framesSent() {
    return sources.stream().mapToLong(CameraThread::framesSent).sum();
  }

  /** How far the camera has come that is furthest: the index of its first frame still to come. */
  public long framesReached() {
    return sources.stream().mapToLong(CameraThread::framesReached).max().orElse(0);
  }

  /** Frames that Kafka has acknowledged. */
  public long framesArrived() {
    return sources.stream().mapToLong(CameraThread::framesArrived).sum();
  }

  /** Frames acknowledged after they were due. */
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
    feed.ifPresent(FeedThread::askToStop);
    sources.forEach(CameraThread::askToStop);
    for (CameraThread source : sources) {
      source.awaitStop();
    }
    if (feed.isPresent()) {
      feed.get().awaitStop();
    }
  }

  @Override
  public void close() {
    feed.ifPresent(FeedThread::close);
    sources.forEach(CameraThread::close);
    publisher.close();
  }
}
