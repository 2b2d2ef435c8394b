package dev.gantry.domain.traffic;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Where the tracks of one camera stand, and for a while those that have ended. */
final class TrackVisits {

  private final TreeMap<String, TrackVisit> tracks = new TreeMap<>();

  /** A track; null when it is not known. */
  @Nullable TrackVisit find(String id) {
    return tracks.get(id);
  }

  /** A track that is not known yet. */
  TrackVisit open(String id, long atUs) {
    TrackVisit track = new TrackVisit(atUs);
    tracks.put(id, track);
    return track;
  }

  boolean isEmpty() {
    return tracks.isEmpty();
  }

  /** Those that have not ended. */
  int open() {
    return (int) tracks.values().stream().filter(track -> !track.ended).count();
  }

  /** Those that stand on a segment. */
  int standingOn(String segment) {
    return (int)
        tracks.values().stream()
            .filter(track -> track.stands && track.segment.equals(segment))
            .count();
  }

  /**
   * Forgets those that were last seen before a time.
   *
   * @param endedUs the time for those that have ended
   * @param openUs the time for others
   */
  void forget(long endedUs, long openUs) {
    tracks.values().removeIf(track -> track.lastSeenUs < (track.ended ? endedUs : openUs));
  }

  void write(DataOutput out) throws IOException {
    out.writeInt(tracks.size());
    for (Map.Entry<String, TrackVisit> track : tracks.entrySet()) {
      out.writeUTF(track.getKey());
      track.getValue().write(out);
    }
  }

  static TrackVisits read(DataInput in) throws IOException {
    TrackVisits visits = new TrackVisits();
    for (int left = in.readInt(); left > 0; left--) {
      visits.tracks.put(in.readUTF(), TrackVisit.read(in));
    }
    return visits;
  }
}
