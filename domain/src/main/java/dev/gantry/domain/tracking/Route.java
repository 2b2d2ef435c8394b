package dev.gantry.domain.tracking;

import dev.gantry.domain.camera.CameraGeometry.Road;
import dev.gantry.domain.geometry.Point;
import java.nio.ByteBuffer;
import java.util.Optional;

/** The way of a track over segments: where it came from, its lane, when it passed their middles. */
final class Route {

  /** Segment it was first seen on; empty before. */
  private String entry = "";

  /** Segment it was last seen on; empty before. */
  private String latest = "";

  private int lane;
  private double headwaySeconds;

  /** Where it was when it was last seen on the segment, metres beyond its middle. */
  private double beyondMiddle;

  private long seenUs;
  private boolean passed;

  /**
   * Takes in a sighting.
   *
   * @param road the segment it is on
   * @param place where it is on the ground, metres
   */
  void see(long atUs, Optional<Road> road, Point place, SegmentPassings passings) {
    if (road.isEmpty()) {
      leave();
      return;
    }
    String id = road.get().definition().id();
    boolean stays = id.equals(latest) && lane > 0;
    lane = road.get().laneAt(place);
    double beyond = road.get().beyondMiddle(place);
    if (!stays) {
      enter(id);
    } else if (!passed && beyond * beyondMiddle <= 0 && beyond != beyondMiddle) {
      passed = true;
      double share = beyondMiddle / (beyondMiddle - beyond);
      long passedUs = seenUs + Math.round(share * (atUs - seenUs));
      headwaySeconds = passings.pass(id, lane, passedUs);
    }
    beyondMiddle = beyond;
    seenUs = atUs;
  }

  /** It is on no segment. */
  void leave() {
    lane = 0;
    headwaySeconds = 0;
  }

  private void enter(String id) {
    entry = entry.isEmpty() ? id : entry;
    latest = id;
    headwaySeconds = 0;
    passed = false;
  }

  /** Lane of its segment, 1 the leftmost; 0 off segments. */
  int lane() {
    return lane;
  }

  /** Time after the vehicle before it at the middle of the segment; 0 while it is not known. */
  double headwaySeconds() {
    return headwaySeconds;
  }

  String entry() {
    return entry;
  }

  /** Segments it came from and went to; empty when it was on one at most. */
  String turn() {
    return entry.equals(latest) ? "" : entry + ">" + latest;
  }

  void write(StateWriter to) {
    to.put(entry).put(latest).put((short) lane).put(headwaySeconds);
    to.put(beyondMiddle).put(seenUs).put(passed);
  }

  static Route read(ByteBuffer from) {
    Route route = new Route();
    route.entry = StateWriter.readString(from);
    route.latest = StateWriter.readString(from);
    route.lane = from.getShort();
    route.headwaySeconds = from.getDouble();
    route.beyondMiddle = from.getDouble();
    route.seenUs = from.getLong();
    route.passed = from.get() != 0;
    return route;
  }
}
