package dev.gantry.query.view;

import dev.gantry.schemas.records.CameraEvent;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The last events of all cameras; and of each camera the last that says how its stream is, and the
 * last that says what it shows, for a covered camera that was offline is covered still.
 */
public final class CameraEventsView {

  private final int maxEvents;
  private final Deque<CameraEvent> newestFirst = new ArrayDeque<>();
  private final Map<String, Stated> streams = new HashMap<>();
  private final Map<String, Stated> pictures = new HashMap<>();

  /**
   * @param maxEvents events kept, 1 or more
   */
  public CameraEventsView(int maxEvents) {
    this.maxEvents = maxEvents;
  }

  synchronized void accept(ConsumerRecord<byte[], byte[]> source, CameraEvent event, boolean live) {
    newestFirst.addFirst(event);
    if (newestFirst.size() > maxEvents) {
      newestFirst.removeLast();
    }
    Stated stated = new Stated(event, source.timestamp());
    switch (event.getType()) {
      case ONLINE, OFFLINE, ENDED, REJECTED -> streams.put(event.getCameraId(), stated);
      case FROZEN, COVERED, TURNED, RESTORED -> pictures.put(event.getCameraId(), stated);
      case SKIPPED, UNKNOWN -> {}
    }
  }

  /** How the stream of a camera is: online, offline, ended, rejected. */
  public synchronized Optional<Stated> stream(String cameraId) {
    return Optional.ofNullable(streams.get(cameraId));
  }

  /** How the pictures of a camera are: frozen, covered, turned, restored. */
  public synchronized Optional<Stated> picture(String cameraId) {
    return Optional.ofNullable(pictures.get(cameraId));
  }

  /** Events, the newest first. */
  public synchronized List<CameraEvent> list(Predicate<CameraEvent> filter, int limit) {
    return newestFirst.stream().filter(filter).limit(limit).toList();
  }

  /** Cameras with an event, sorted. */
  public synchronized Set<String> cameraIds() {
    Set<String> ids = new TreeSet<>(streams.keySet());
    ids.addAll(pictures.keySet());
    return ids;
  }

  /**
   * How a camera is.
   *
   * @param event what was said
   * @param appendedAtMs when it was appended to the topic, wall clock, milliseconds since the epoch
   */
  public record Stated(CameraEvent event, long appendedAtMs) {}
}
