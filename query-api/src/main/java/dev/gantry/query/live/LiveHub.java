package dev.gantry.query.live;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Hands every event to all clients that are connected, and to those that come back in time.
 *
 * <p>Publishing never waits: a client whose queue is full is dropped, and its browser connects
 * again with the id of the last event it saw. Ids hold for one run of the process; a client that
 * comes back too late, or to another run, gets a {@code reset} event and asks for the whole state.
 */
public final class LiveHub implements AutoCloseable {

  private final String run;
  private final String eventName;
  private final int keptEvents;
  private final int queueLength;
  private final int maxClients;
  private final Deque<LiveEvent> kept = new ArrayDeque<>();
  private final List<LiveClient> clients = new ArrayList<>();
  private long sequence;
  private boolean closed;

  /**
   * @param run names this run of the process in event ids
   * @param eventName event type
   * @param keptEvents events kept for clients that come back, 0 or more
   * @param queueLength events that may wait for one client, 1 or more
   * @param maxClients clients at the same time, 1 or more
   */
  public LiveHub(String run, String eventName, int keptEvents, int queueLength, int maxClients) {
    this.run = run;
    this.eventName = eventName;
    this.keptEvents = keptEvents;
    this.queueLength = queueLength;
    this.maxClients = maxClients;
  }

  /** Whether anybody has connected, or could come back: else nothing needs to be encoded. */
  public synchronized boolean isWatched() {
    return sequence > 0 || !clients.isEmpty();
  }

  /**
   * Publishes an event.
   *
   * @param topicKey what clients filter by
   * @param json payload, on one line
   */
  public synchronized void publish(String topicKey, String json) {
    sequence++;
    LiveEvent event = LiveEvent.of(topicKey, sequence, run + "-" + sequence, eventName, json);
    kept.addLast(event);
    if (kept.size() > keptEvents) {
      kept.removeFirst();
    }
    clients.removeIf(client -> !client.offer(event));
  }

  /**
   * Connects a client.
   *
   * @param lastEventId id of the last event it saw; null when it comes for the first time
   * @param filter which events it wants
   * @return the client; empty when there are too many, or the server is stopping
   */
  public synchronized Optional<LiveClient> connect(
      @Nullable String lastEventId, Predicate<LiveEvent> filter) {
    clients.removeIf(LiveClient::isClosed);
    if (closed || clients.size() >= maxClients) {
      return Optional.empty();
    }
    LiveClient client = new LiveClient(queueLength, filter);
    if (lastEventId != null) {
      resume(client, lastEventId);
    }
    clients.add(client);
    return Optional.of(client);
  }

  /** Lets all clients go. */
  @Override
  public synchronized void close() {
    closed = true;
    clients.forEach(LiveClient::close);
    clients.clear();
  }

  private void resume(LiveClient client, String lastEventId) {
    long oldestMissed = sequenceOf(lastEventId) + 1;
    long oldestKept = sequence - kept.size() + 1;
    boolean complete =
        oldestMissed > 0
            && oldestMissed >= oldestKept
            && oldestMissed <= sequence + 1
            && sequence + 1 - oldestMissed <= queueLength;
    if (!complete) {
      client.offer(
          LiveEvent.of("", sequence, run + "-" + sequence, "reset", "{\"reason\":\"missed\"}"));
      return;
    }
    for (LiveEvent event : kept) {
      if (event.sequence() >= oldestMissed) {
        client.offer(event);
      }
    }
  }

  /** The sequence in an id of this run; -1 in any other. */
  private long sequenceOf(String eventId) {
    String prefix = run + "-";
    if (!eventId.startsWith(prefix)) {
      return -1;
    }
    try {
      return Long.parseLong(eventId.substring(prefix.length()));
    } catch (NumberFormatException e) {
      return -1;
    }
  }
}
