package dev.gantry.domain.tracking;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a {@link CameraTracker} knows of one camera between two frames. Mutable; one thread at a
 * time.
 *
 * <p>Encoded, a track takes about 1.2 KB, and at most {@value #MAX_TRACK_BYTES} bytes and the ids
 * of its segment and zones, whatever a detector floods it with: with the default of 200 tracks at
 * most 560 KB a camera. On the heap it is about twice that.
 */
public final class TrackerState {

  /** Encoded size of a track at most, bytes, without the ids of its segment and zones. */
  static final int MAX_TRACK_BYTES = 2_800;

  private static final byte VERSION = 14;

  private final String cameraId;
  private boolean started;
  private long epoch;
  private long seq;
  private long atUs;
  private final List<Track> tracks = new ArrayList<>();
  private final StandMemory stands = new StandMemory();
  private final SegmentPassings passings = new SegmentPassings();
  private final UsualHeadings headings = new UsualHeadings();

  private TrackerState(String cameraId) {
    this.cameraId = cameraId;
  }

  /** The state of a camera before its first frame. */
  public static TrackerState empty(String cameraId) {
    return new TrackerState(cameraId);
  }

  /** Camera the state belongs to. */
  public String cameraId() {
    return cameraId;
  }

  /** The latest step of each confirmed track that has not ended, oldest track first. */
  public List<TrackStep> active() {
    return tracks.stream()
        .filter(Track::confirmed)
        .map(track -> Steps.current(this, track, TrackStep.Phase.UPDATE, Optional.empty()))
        .toList();
  }

  /**
   * Encodes the state; {@link #fromBytes} gives one that advances to the very same steps. The first
   * byte is the version of the format.
   */
  public byte[] toBytes() {
    StateWriter to = new StateWriter();
    to.put(VERSION).put(cameraId).put(started).put(epoch).put(seq).put(atUs);
    to.put((short) tracks.size());
    tracks.forEach(track -> track.write(to));
    stands.write(to);
    passings.write(to);
    headings.write(to);
    return to.toBytes();
  }

  /**
   * Decodes a state.
   *
   * @throws IllegalArgumentException when the bytes are of another version, or cut off
   */
  public static TrackerState fromBytes(byte[] bytes) {
    ByteBuffer from = ByteBuffer.wrap(bytes);
    try {
      byte version = from.get();
      if (version != VERSION) {
        throw new IllegalArgumentException(
            "tracker state: expected version " + VERSION + ", found " + version);
      }
      TrackerState state = new TrackerState(StateWriter.readString(from));
      state.started = from.get() != 0;
      state.epoch = from.getLong();
      state.seq = from.getLong();
      state.atUs = from.getLong();
      int tracks = from.getShort();
      for (int i = 0; i < tracks; i++) {
        state.tracks.add(Track.read(from));
      }
      state.stands.read(from);
      state.passings.read(from);
      state.headings.read(from);
      if (from.hasRemaining()) {
        throw new IllegalArgumentException(
            "tracker state: expected its end, found " + from.remaining() + " more bytes");
      }
      return state;
    } catch (BufferUnderflowException e) {
      throw new IllegalArgumentException(
          "tracker state: expected more than the " + bytes.length + " bytes found", e);
    }
  }

  boolean started() {
    return started;
  }

  long epoch() {
    return epoch;
  }

  long seq() {
    return seq;
  }

  long atUs() {
    return atUs;
  }

  List<Track> tracks() {
    return tracks;
  }

  StandMemory stands() {
    return stands;
  }

  SegmentPassings passings() {
    return passings;
  }

  UsualHeadings headings() {
    return headings;
  }

  void reach(long newEpoch, long newSeq, long newAtUs) {
    started = true;
    epoch = newEpoch;
    seq = newSeq;
    atUs = newAtUs;
  }
}
