package dev.gantry.app.source;

import dev.gantry.ingest.CityPositions;
import dev.gantry.ingest.RecordPublisher;
import dev.gantry.ingest.SimulatorFeed;
import dev.gantry.schemas.topic.TopicCatalogue;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A simulator's readings, tasks and sign-ins, sent on a thread of its own. */
final class FeedThread implements AutoCloseable {

  private static final Duration STOP = Duration.ofSeconds(10);

  private final SimulatorFeed feed;
  private final RecordPublisher publisher;
  private final TopicCatalogue topics;
  private CityPositions positions;
  private final Thread thread = new Thread(this::send, "simulator-feed");
  private volatile @Nullable RuntimeException failure;

  /** A feed with a publisher of its own; nothing is sent yet. */
  FeedThread(SimulatorFeed feed, Map<String, Object> client, TopicCatalogue topics) {
    this.feed = feed;
    this.publisher = RecordPublisher.connect(client);
    this.topics = topics;
    this.positions = CityPositions.ofPictures(client, topics);
  }

  /**
   * Finds out where to go on, before the cameras do.
   *
   * @throws dev.gantry.ingest.PublishException when Kafka can't be asked
   */
  void lookUp() {
    positions = feed.now(positions);
  }

  void start() {
    thread.setDaemon(true);
    thread.start();
  }

  private void send() {
    try {
      feed.run(publisher, topics, positions);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      failure = e;
    }
  }

  /**
   * Rethrows what stopped it, if anything did.
   *
   * @throws dev.gantry.ingest.PublishException when Kafka did not take a record
   */
  void check() {
    RuntimeException cause = failure;
    if (cause != null) {
      throw cause;
    }
  }

  /** Whether nothing more is to come of it that somebody could wait for. */
  boolean hasEnded() {
    return !feed.hasEnd() || thread.getState() == Thread.State.TERMINATED;
  }

  void askToStop() {
    feed.close();
  }

  /** Waits until it has stopped sending, for a while at most. */
  void awaitStop() throws InterruptedException {
    thread.join(STOP.toMillis());
    check();
  }

  /** Stops sending and waits until it has. */
  @Override
  public void close() {
    feed.close();
    try {
      thread.join(STOP.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    publisher.close();
  }
}
