package dev.gantry.domain.tracking;

import dev.gantry.domain.geometry.Box;
import dev.gantry.domain.geometry.Point;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where tracks stood when they ended: who is first seen standing in one of these places soon after
 * has stood there all the time, behind a bus or before a camera that was offline; who drives there
 * has not. Nor has who comes to a place that was seen to be empty: at the lights one after the
 * other stands in the same place. Bounded.
 */
final class StandMemory {

  /** Kept for so long after the last sighting. */
  private static final long KEPT_US = 30_000_000;

  /** Who comes to a stand so soon after the first sighting, and in the same place, did not move. */
  private static final long AT_ONCE_US = 3_000_000;

  /** Who stands there is missed for a while, small or half hidden, but not for so long in all. */
  private static final int EMPTY_MS = 5_000;

  /** Nothing is heard of a camera between two frames further apart, nor seen. */
  private static final int WATCHED_MS = 1_000;

  /** Share of a place within one box from which that hides who stands there. */
  private static final double HIDDEN = 0.5;

  private static final int MOST = 32;

  /** Overlap from which two boxes are of one place. */
  private static final double SAME_PLACE = 0.5;

  private final List<Place> stands = new ArrayList<>();

  /**
   * A place.
   *
   * @param emptyMs how long it has been seen to be empty since
   * @param classified whether a detector finds who stands there; one of motion need not
   */
  private record Place(
      float x,
      float y,
      float width,
      float height,
      Standing.Stand stand,
      long seenUs,
      boolean classified,
      int emptyMs) {

    Box box() {
      return new Box(x, y, width, height);
    }

    Place emptyFor(int ms) {
      return new Place(x, y, width, height, stand, seenUs, classified, emptyMs + ms);
    }
  }

  /** Remembers a track that has ended, where it stood when it was last seen. */
  void add(Track track) {
    Optional<Standing.Stand> stand = track.standing().stand();
    if (stand.isEmpty()) {
      return;
    }
    if (stands.size() == MOST) {
      stands.remove(0);
    }
    Box box = track.seenBox();
    stands.add(
        new Place(
            (float) box.x(),
            (float) box.y(),
            (float) box.width(),
            (float) box.height(),
            stand.get(),
            track.seenUs(),
            !track.unclassified(),
            0));
  }

  /**
   * Takes in a frame: forgets who would have been seen where he stood. A camera that shows nobody
   * at all may be covered.
   *
   * @param tracks as they are in the frame
   * @param elapsedUs time since the frame before
   */
  void look(List<Track> tracks, long elapsedUs) {
    if (stands.isEmpty() || tracks.stream().noneMatch(Track::observed)) {
      return;
    }
    int ms = (int) Math.min(WATCHED_MS, elapsedUs / 1_000);
    stands.replaceAll(
        stand -> stand.classified && isEmpty(stand, tracks) ? stand.emptyFor(ms) : stand);
    stands.removeIf(stand -> stand.emptyMs > EMPTY_MS);
  }

  private static boolean isEmpty(Place stand, List<Track> tracks) {
    Box box = stand.box();
    return tracks.stream()
        .filter(Track::observed)
        .noneMatch(track -> track.seenBox().intersection(box) >= HIDDEN * box.area());
  }

  /** The stand that a track that stands now goes on with; empty when it is new there. */
  Optional<Standing.Stand> take(Track track) {
    long startedUs = track.startedUs();
    stands.removeIf(stand -> startedUs - stand.seenUs > KEPT_US);
    if (track.standing().sinceUs() - startedUs > AT_ONCE_US) {
      return Optional.empty();
    }
    for (int i = 0; i < stands.size(); i++) {
      Place stand = stands.get(i);
      if (stand.seenUs < startedUs && stand.box().iou(track.seenBox()) >= SAME_PLACE) {
        stands.remove(i);
        return Optional.of(stand.stand);
      }
    }
    return Optional.empty();
  }

  /** Where those stood who were lost lately and may be hidden there: their feet, pixels. */
  List<Point> feet(long atUs) {
    return stands.stream()
        .filter(stand -> atUs - stand.seenUs <= KEPT_US)
        .map(stand -> stand.box().bottomCentre())
        .toList();
  }

  void clear() {
    stands.clear();
  }

  void write(StateWriter to) {
    to.put((byte) stands.size());
    for (Place stand : stands) {
      to.put(stand.x).put(stand.y).put(stand.width).put(stand.height);
      stand.stand.write(to);
      to.put(stand.seenUs).put(stand.classified).put(stand.emptyMs);
    }
  }

  void read(ByteBuffer from) {
    for (int left = from.get(); left > 0; left--) {
      stands.add(
          new Place(
              from.getFloat(),
              from.getFloat(),
              from.getFloat(),
              from.getFloat(),
              Standing.Stand.read(from),
              from.getLong(),
              from.get() != 0,
              from.getInt()));
    }
  }
}
