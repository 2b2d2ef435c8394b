package dev.gantry.query.view;

import dev.gantry.schemas.records.TrackState;
import dev.gantry.schemas.records.TrackUpdate;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The tracks that have not ended, each at its newest update, and all updates of the last frames of
 * each camera.
 */
public final class TracksView {

  /** A track whose end was never read (its camera is gone) is forgotten after this time. */
  private static final long FORGET_MS = 60_000;

  private static final int MAX_ACTIVE = 20_000;

  private final Clock clock;
  private final int framesPerCamera;
  private final Consumer<TrackUpdate> listener;
  private final LinkedHashMap<String, Active> active = new LinkedHashMap<>();
  private final Map<String, Deque<FrameTracks>> frames = new HashMap<>();
  private long started;

  /**
   * @param clock for forgetting tracks
   * @param framesPerCamera frames of one camera whose updates are kept, 1 or more
   * @param listener told of every new update
   */
  public TracksView(Clock clock, int framesPerCamera, Consumer<TrackUpdate> listener) {
    this.clock = clock;
    this.framesPerCamera = framesPerCamera;
    this.listener = listener;
  }

  void accept(ConsumerRecord<byte[], byte[]> source, TrackUpdate update, boolean live) {
    if (update.getState() == TrackState.WATCHED) {
      return;
    }
    take(source, update, live);
    if (live) {
      listener.accept(update);
    }
  }

  private synchronized void take(
      ConsumerRecord<byte[], byte[]> source, TrackUpdate update, boolean live) {
    // removed first: the map stays in the order of the last update
    active.remove(update.getTrackId());
    if (update.getState() == TrackState.END) {
      return;
    }
    if (live && update.getState() == TrackState.NEW) {
      started++;
    }
    active.put(update.getTrackId(), new Active(update, source.timestamp()));
    forget(clock.millis());
    remember(update);
  }

  /** Tracks that have not ended, the newest update of each, by camera and track id. */
  public synchronized List<TrackUpdate> active() {
    forget(clock.millis());
    return active.values().stream()
        .map(Active::update)
        .sorted(
            Comparator.comparing(TrackUpdate::getCameraId)
                .thenComparing(TrackUpdate::getStartedAtUs)
                .thenComparing(TrackUpdate::getTrackId))
        .toList();
  }

  /** Whether a camera has a track that has not ended. */
  public synchronized boolean hasActive(String cameraId) {
    forget(clock.millis());
    return active.values().stream().anyMatch(a -> a.update.getCameraId().equals(cameraId));
  }

  /** The last frames of a camera in which tracks were seen or predicted, newest first. */
  public synchronized List<FrameTracks> recentFrames(String cameraId) {
    Deque<FrameTracks> kept = frames.get(cameraId);
    return kept == null ? List.of() : List.copyOf(kept);
  }

  /** Cameras with tracks, sorted. */
  public synchronized Set<String> cameraIds() {
    return new TreeSet<>(frames.keySet());
  }

  /** Tracks that began since the view started. */
  public synchronized long started() {
    return started;
  }

  /** Tracks that have not ended. */
  public synchronized int activeCount() {
    forget(clock.millis());
    return active.size();
  }

  private void remember(TrackUpdate update) {
    FrameKey key = new FrameKey(update.getStreamEpoch(), update.getFrameSeq());
    Deque<FrameTracks> kept =
        frames.computeIfAbsent(update.getCameraId(), id -> new ArrayDeque<>());
    FrameTracks newest = kept.peekFirst();
    int order = newest == null ? 1 : key.compareTo(newest.frame());
    if (order < 0) {
      return;
    }
    List<TrackUpdate> updates = new ArrayList<>();
    if (newest != null && order == 0) {
      updates.addAll(newest.updates());
      kept.removeFirst();
    }
    updates.add(update);
    kept.addFirst(new FrameTracks(key, updates));
    if (kept.size() > framesPerCamera) {
      kept.removeLast();
    }
  }

  private void forget(long nowMs) {
    Iterator<Active> oldestFirst = active.values().iterator();
    while (oldestFirst.hasNext()) {
      boolean stale = oldestFirst.next().appendedAtMs < nowMs - FORGET_MS;
      if (!stale && active.size() <= MAX_ACTIVE) {
        break;
      }
      oldestFirst.remove();
    }
  }

  private record Active(TrackUpdate update, long appendedAtMs) {}

  /**
   * The updates of one frame.
   *
   * @param frame which frame
   * @param updates one a track
   */
  public record FrameTracks(FrameKey frame, List<TrackUpdate> updates) {

    public FrameTracks {
      updates = List.copyOf(updates);
    }
  }
}
