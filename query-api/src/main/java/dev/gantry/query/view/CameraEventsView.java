package dev.gantry.query.view;

import dev.gantry.schemas.records.CameraEvent;
import dev.gantry.schemas.records.CameraEventType;
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

/** The last events of all cameras, and of each camera the last one that says how it is. */
public final class CameraEventsView {

  private final int maxEvents;
  private final Deque<CameraEvent> newestFirst = new ArrayDeque<>();
  private final Map<String, Stated> stateByCamera = new HashMap<>();

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
    if (isState(event.getType())) {
      stateByCamera.put(event.getCameraId(), new Stated(event, source.timestamp()));
    }
  }

  /**
   * The last event of a camera that says how it is: online, offline, ended, rejected; frozen,
   * covered, turned, restored.
   */
  public synchronized Optional<Stated> state(String cameraId) {
    return Optional.ofNullable(stateByCamera.get(cameraId));
  }

  /** Events, the newest first. */
  public synchronized List<CameraEvent> list(Predicate<CameraEvent> filter, int limit) {
    return newestFirst.stream().filter(filter).limit(limit).toList();
  }

  /** Cameras with an event, sorted. */
  public synchronized Set<String> cameraIds() {
    return new TreeSet<>(stateByCamera.keySet());
  }

  private static boolean isState(CameraEventType type) {
    return type != CameraEventType.SKIPPED && type != CameraEventType.UNKNOWN;
  }

  /**
   * How a camera is.
   *
   * @param event what was said
   * @param appendedAtMs when it was appended to the topic, wall clock, milliseconds since the epoch
   */
  public record Stated(CameraEvent event, long appendedAtMs) {}
}
