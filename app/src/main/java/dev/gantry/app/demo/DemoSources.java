package dev.gantry.app.demo;

import dev.gantry.ingest.FramePublisher;
import dev.gantry.ingest.FrameSource;
import dev.gantry.schemas.topic.TopicCatalogue;
import java.util.List;
import java.util.Map;

/** The cameras of a demo, sending side by side through one publisher. */
final class DemoSources implements AutoCloseable {

  private final FramePublisher publisher;
  private final List<DemoSource> sources;

  private DemoSources(FramePublisher publisher, List<FrameSource> cameras) {
    this.publisher = publisher;
    this.sources = cameras.stream().map(camera -> new DemoSource(publisher, camera)).toList();
  }

  /** Sources with a publisher for them; nothing is sent yet. */
  static DemoSources of(
      List<FrameSource> cameras, Map<String, Object> client, TopicCatalogue topics) {
    return new DemoSources(FramePublisher.connect(client, topics), cameras);
  }

  void start() {
    sources.forEach(DemoSource::start);
  }

  /**
   * Whether all have come to their end.
   *
   * @throws RuntimeException what stopped one of them
   */
  boolean haveEnded() {
    return sources.stream().filter(source -> source.ending().isPresent()).count() == sources.size();
  }

  /** Frames handed to Kafka in this run. */
  long framesSent() {
    return sources.stream().mapToLong(DemoSource::framesSent).sum();
  }

  /** Frames sent after they were due. */
  long framesLate() {
    return sources.stream().mapToLong(DemoSource::framesLate).sum();
  }

  /** Stops sending and waits until all have. */
  void stop() throws InterruptedException {
    sources.forEach(DemoSource::askToStop);
    for (DemoSource source : sources) {
      source.awaitStop();
    }
  }

  @Override
  public void close() {
    sources.forEach(DemoSource::close);
    publisher.close();
  }
}
