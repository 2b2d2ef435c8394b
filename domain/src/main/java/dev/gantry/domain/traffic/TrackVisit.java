package dev.gantry.domain.traffic;

import dev.gantry.domain.camera.Direction;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;

/** Where one track stands: the segment it is on, its speeds there, the segments it counted for. */
final class TrackVisit {

  long lastSeenUs;
  boolean ended;

  /** Whether it stands on its segment. */
  boolean stands;

  String segment = "";

  /** Segment it is on, or was on last; empty before it was on one. */
  String lastSegment = "";

  VehicleSpeed speed = new VehicleSpeed();
  RecentPresence recent = new RecentPresence();
  private int along;
  private int against;
  final Set<String> counted = new TreeSet<>();

  TrackVisit(long lastSeenUs) {
    this.lastSeenUs = lastSeenUs;
  }

  /** Whether a step was taken in before: steps of a track ascend in time, and it ends once. */
  boolean repeats(TrackPoint point) {
    return ended || (!point.end() && point.observed() && point.atUs() <= lastSeenUs);
  }

  void enter(String next) {
    segment = next;
    lastSegment = next.isEmpty() ? lastSegment : next;
    stands = false;
    speed = new VehicleSpeed();
    recent = new RecentPresence();
    along = 0;
    against = 0;
  }

  /** Takes note of which way it goes on its segment. */
  void heads(Direction direction) {
    if (direction == Direction.ALONG) {
      along++;
    } else if (direction == Direction.AGAINST) {
      against++;
    }
  }

  /** It comes no more: all that is asked of it from now on is that it has ended. */
  void end() {
    ended = true;
    enter("");
    lastSegment = "";
    counted.clear();
  }

  /**
   * The group that it counts for on its segment, as far as is known: which way it went there most
   * of the time.
   *
   * @param label its class
   */
  VehicleGroup group(String label) {
    return new VehicleGroup(label, direction());
  }

  private Direction direction() {
    if (along + against == 0) {
      return Direction.UNKNOWN;
    }
    return along >= against ? Direction.ALONG : Direction.AGAINST;
  }

  void write(DataOutput out) throws IOException {
    out.writeLong(lastSeenUs);
    out.writeBoolean(ended);
    if (ended) {
      return;
    }
    out.writeBoolean(stands);
    out.writeUTF(segment);
    out.writeUTF(lastSegment);
    speed.write(out);
    recent.write(out);
    out.writeInt(along);
    out.writeInt(against);
    out.writeShort(counted.size());
    for (String id : counted) {
      out.writeUTF(id);
    }
  }

  static TrackVisit read(DataInput in) throws IOException {
    TrackVisit visit = new TrackVisit(in.readLong());
    visit.ended = in.readBoolean();
    if (visit.ended) {
      return visit;
    }
    visit.stands = in.readBoolean();
    visit.segment = in.readUTF();
    visit.lastSegment = in.readUTF();
    visit.speed = VehicleSpeed.read(in);
    visit.recent = RecentPresence.read(in);
    visit.along = in.readInt();
    visit.against = in.readInt();
    int size = in.readUnsignedShort();
    for (int i = 0; i < size; i++) {
      visit.counted.add(in.readUTF());
    }
    return visit;
  }
}
