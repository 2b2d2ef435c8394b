package dev.gantry.app.demo;

import dev.gantry.domain.camera.CameraDefinition;
import dev.gantry.ingest.FramePublisher;
import dev.gantry.ingest.FrameSource;
import dev.gantry.ingest.Pace;
import dev.gantry.ingest.SceneSettings;
import dev.gantry.ingest.SourceProgress;
import dev.gantry.ingest.StreamSettings;
import dev.gantry.ingest.VideoSettings;
import dev.gantry.schemas.topic.TopicCatalogue;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The camera of a demo: a video or the rendered scene, sending on a thread of its own. */
final class DemoSource implements AutoCloseable {

  private static final Duration STOP = Duration.ofSeconds(10);

  private final FramePublisher publisher;
  private final FrameSource source;
  private final CompletableFuture<FrameSource.Ending> ending = new CompletableFuture<>();
  private final Thread thread = new Thread(this::send, "demo-source");

  private DemoSource(FramePublisher publisher, FrameSource source) {
    this.publisher = publisher;
    this.source = source;
  }

  /**
   * What the options name.
   *
   * @throws dev.gantry.ingest.SourceException when there is nothing to read
   */
  static FrameSource open(DemoOptions options, CameraDefinition camera) {
    StreamSettings stream =
        new StreamSettings(
            camera.id(),
            camera.site(),
            options.startTime(),
            options.asFastAsPossible() ? Pace.UNPACED : Pace.REAL_TIME);
    FrameSource source =
        options
            .video()
            .map(file -> FrameSource.video(video(stream, file, camera)))
            .orElseGet(
                () ->
                    FrameSource.scene(
                        new SceneSettings(stream, options.seed(), OptionalLong.empty())));
    source.check();
    return source;
  }

  /** A source with a publisher for it; nothing is sent yet. */
  static DemoSource of(FrameSource source, Map<String, Object> client, TopicCatalogue topics) {
    return new DemoSource(FramePublisher.connect(client, topics), source);
  }

  private static VideoSettings video(StreamSettings stream, Path file, CameraDefinition camera) {
    return new VideoSettings(
        stream,
        file,
        camera.source().flatMap(CameraDefinition.Source::fps),
        camera.source().flatMap(DemoSource::size),
        VideoSettings.DEFAULT_JPEG_QUALITY);
  }

  private static Optional<VideoSettings.Size> size(CameraDefinition.Source source) {
    return source
        .width()
        .flatMap(width -> source.height().map(height -> new VideoSettings.Size(width, height)));
  }

  void start() {
    thread.setDaemon(true);
    thread.start();
  }

  private void send() {
    try {
      ending.complete(source.run(publisher, SourceProgress.NONE));
    } catch (RuntimeException e) {
      ending.completeExceptionally(e);
    }
  }

  /**
   * How it ended; empty while it runs.
   *
   * @throws RuntimeException what stopped it, a {@link dev.gantry.ingest.SourceException} when its
   *     file can't be read
   */
  Optional<FrameSource.Ending> ending() {
    return ending.isDone() ? Optional.of(outcome()) : Optional.empty();
  }

  /** Frames handed to Kafka in this run. */
  long framesSent() {
    return source.stats().framesSent();
  }

  /** Stops sending and waits until it has. */
  void stop() throws InterruptedException {
    source.close();
    try {
      ending.get(STOP.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      outcome();
    } catch (TimeoutException e) {
      throw new IllegalStateException("the source did not stop within " + STOP.toSeconds() + " s");
    }
  }

  private FrameSource.Ending outcome() {
    try {
      return ending.join();
    } catch (java.util.concurrent.CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  @Override
  public void close() {
    source.close();
    try {
      thread.join(STOP.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    publisher.close();
  }
}
