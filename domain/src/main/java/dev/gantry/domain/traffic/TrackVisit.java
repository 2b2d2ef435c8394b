package dev.gantry.domain.traffic;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;

/** Where one track stands: the segment it is on, its speeds there, the segments it counted for. */
final class TrackVisit {

  long lastSeenUs;
  boolean ended;
  String segment = "";
  VehicleSpeed speed = new VehicleSpeed();
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
    speed = new VehicleSpeed();
  }

  void write(DataOutput out) throws IOException {
    out.writeLong(lastSeenUs);
    out.writeBoolean(ended);
    out.writeUTF(segment);
    speed.write(out);
    out.writeShort(counted.size());
    for (String id : counted) {
      out.writeUTF(id);
    }
  }

  static TrackVisit read(DataInput in) throws IOException {
    TrackVisit visit = new TrackVisit(in.readLong());
    visit.ended = in.readBoolean();
    visit.segment = in.readUTF();
    visit.speed = VehicleSpeed.read(in);
    int size = in.readUnsignedShort();
    for (int i = 0; i < size; i++) {
      visit.counted.add(in.readUTF());
    }
    return visit;
  }
}
