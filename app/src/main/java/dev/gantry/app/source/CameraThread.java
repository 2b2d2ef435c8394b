package dev.gantry.app.source;

import dev.gantry.ingest.FramePublisher;
import dev.gantry.ingest.FrameSource;
import dev.gantry.ingest.SourceProgress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One camera, sending on a thread of its own. */
final class CameraThread implements AutoCloseable {

  private static final Duration STOP = Duration.ofSeconds(10);

  private final FramePublisher publisher;
  private final FrameSource source;
  private final CompletableFuture<FrameSource.Ending> ending = new CompletableFuture<>();
  private final Thread thread;

  CameraThread(FramePublisher publisher, FrameSource source) {
    this.publisher = publisher;
    this.source = source;
    this.thread = new Thread(this::send, "camera-" + source.cameraId());
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

  /** How far its stream has come: the index of the first frame that is still to come. */
  long framesReached() {
    return source.stats().framesReached();
  }

  /** Frames that Kafka has acknowledged. */
  long framesArrived() {
    return source.stats().framesArrived();
  }

  /** Frames acknowledged after they were due. */
  long framesLate() {
    return source.stats().framesLate();
  }

  /** How late the latest of all frames was. */
  Duration worstLag() {
    return source.stats().worstLag();
  }

  void askToStop() {
    source.close();
  }

  /** Waits until it has stopped sending. */
  void awaitStop() throws InterruptedException {
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
  }
}
