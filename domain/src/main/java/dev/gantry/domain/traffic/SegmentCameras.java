package dev.gantry.domain.traffic;

import dev.gantry.domain.time.Micros;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.LongStream;

/**
 * How far the cameras of one segment have come, and for which of them its windows wait: for those
 * that told of anything there and have more to tell, and for those that are to see the segment and
 * were not heard yet; for neither when nothing is heard of them for {@code idle} of wall-clock
 * time, or when they are farther behind the fastest one than cameras may be apart. Mutable; one
 * thread.
 */
final class SegmentCameras {

  private final TrafficSettings settings;
  private final TreeMap<String, FollowedCamera> cameras = new TreeMap<>();

  /**
   * Since when cameras that are to see the segment, and were not heard, have been awaited, by the
   * wall clock; not part of the state.
   */
  private final Map<String, Long> awaitedSinceMs = new HashMap<>();

  private long fastestUs = Long.MIN_VALUE;

  SegmentCameras(TrafficSettings settings) {
    this.settings = settings;
  }

  /**
   * Takes note of how far a camera has come.
   *
   * @param nowMs wall-clock time, milliseconds
   * @param seenBy the cameras that are to see the segment
   */
  FollowedCamera hear(Partial partial, long nowMs, Set<String> seenBy) {
    FollowedCamera camera = cameras.computeIfAbsent(partial.camera(), id -> new FollowedCamera());
    camera.watermarkUs = Math.max(camera.watermarkUs, partial.watermarkUs());
    camera.openTracks = partial.openTracks();
    camera.heardAtMs = nowMs;
    boolean isToTell = !partial.isEmpty() || seenBy.contains(partial.camera());
    if (camera.lastToldUs == Long.MIN_VALUE && isToTell) {
      // The first thing it says may be how far it is: what it saw comes next.
      camera.lastToldUs = partial.paneStartUs();
    }
    fastestUs = Math.max(fastestUs, partial.watermarkUs());
    for (String id : seenBy) {
      if (!cameras.containsKey(id)) {
        awaitedSinceMs.putIfAbsent(id, nowMs);
      }
    }
    awaitedSinceMs.keySet().retainAll(seenBy);
    awaitedSinceMs.keySet().removeAll(cameras.keySet());
    return camera;
  }

  /** Event time that all have reached for whom windows wait. */
  long reachedUs(long nowMs) {
    long lowest = Long.MAX_VALUE;
    for (FollowedCamera camera : cameras.values()) {
      if (isFollowed(camera)) {
        lowest = Math.min(lowest, camera.reachedUs(nowMs, settings.idle()));
      }
    }
    boolean awaitsAny =
        awaitedSinceMs.values().stream().anyMatch(sinceMs -> nowMs < awaitedUntilMs(sinceMs));
    return awaitsAny ? Math.min(lowest, fastestUs - mostApartUs()) : lowest;
  }

  /**
   * The wall-clock time, milliseconds, until which no camera has been silent for long enough to be
   * waited for no more; {@link Long#MIN_VALUE} when there is none.
   */
  long quietUntilMs(long nowMs) {
    LongStream silent =
        cameras.values().stream()
            .filter(this::isFollowed)
            .mapToLong(camera -> camera.silentFromMs(settings.idle()));
    LongStream awaited =
        awaitedSinceMs.values().stream()
            .mapToLong(this::awaitedUntilMs)
            .filter(untilMs -> nowMs < untilMs);
    return LongStream.concat(silent, awaited).min().orElse(Long.MIN_VALUE);
  }

  private long awaitedUntilMs(long sinceMs) {
    return sinceMs + settings.idle().toMillis();
  }

  /**
   * Whether a camera that has vehicles in view, and saw some here of late, was silent for so long
   * that a window lacks them.
   */
  boolean isAnySilentBefore(long endUs, long nowMs) {
    return cameras.values().stream()
        .anyMatch(
            camera ->
                isFollowed(camera)
                    && wasActive(camera)
                    && camera.openTracks > 0
                    && camera.watermarkUs < endUs
                    && camera.reachedUs(nowMs, settings.idle()) > camera.watermarkUs);
  }

  /**
   * How far the cameras are, or may be, that can still correct windows.
   *
   * @param shared whether more than one is to see the segment
   */
  long slowestUs(boolean shared) {
    if (shared) {
      return fastestUs - Micros.of(settings.lag());
    }
    return cameras.values().stream()
        .filter(camera -> isExpected(camera, Micros.of(settings.lag())))
        .mapToLong(camera -> camera.watermarkUs)
        .reduce(fastestUs, Math::min);
  }

  /** Forgets those that have no more to tell. */
  void forget() {
    cameras
        .values()
        .removeIf(
            camera ->
                !isExpected(camera, Micros.of(settings.lag())) && camera.watermarkUs < fastestUs);
  }

  /** Whether windows wait for a camera that was heard. */
  private boolean isFollowed(FollowedCamera camera) {
    return isExpected(camera, mostApartUs());
  }

  private boolean wasActive(FollowedCamera camera) {
    return hasMoreToTell(camera, camera.lastActiveUs);
  }

  /** Whether a camera still tells of the segment, after the pane that it told of last. */
  private boolean hasMoreToTell(FollowedCamera camera, long lastUs) {
    return lastUs != Long.MIN_VALUE
        && camera.watermarkUs < SegmentWindows.followedUpTo(lastUs, settings);
  }

  /**
   * How far apart cameras may be and still be waited for: as long as windows can be corrected, and
   * as long again as one may have nothing to tell before a window has ended.
   */
  private long mostApartUs() {
    long apartUs = Micros.of(settings.retention()) + settings.longestWindowUs();
    return Math.min(apartUs, Micros.of(settings.lag()));
  }

  /** Whether a camera has more to tell and is not more than so far behind the fastest one. */
  private boolean isExpected(FollowedCamera camera, long behindUs) {
    return hasMoreToTell(camera, camera.lastToldUs) && camera.watermarkUs > fastestUs - behindUs;
  }

  void write(DataOutput out) throws IOException {
    out.writeLong(fastestUs);
    out.writeInt(cameras.size());
    for (Map.Entry<String, FollowedCamera> camera : cameras.entrySet()) {
      out.writeUTF(camera.getKey());
      camera.getValue().write(out);
    }
  }

  static SegmentCameras read(DataInput in, TrafficSettings settings) throws IOException {
    SegmentCameras read = new SegmentCameras(settings);
    read.fastestUs = in.readLong();
    for (int left = in.readInt(); left > 0; left--) {
      read.cameras.put(in.readUTF(), FollowedCamera.read(in));
    }
    return read;
  }
}
