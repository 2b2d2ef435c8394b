package dev.gantry.bench.traffic.peer;

import dev.gantry.domain.time.Micros;
import dev.gantry.domain.traffic.Partial;
import dev.gantry.domain.traffic.SegmentWindows;
import dev.gantry.domain.traffic.TrafficSettings;
import dev.gantry.domain.traffic.Window;
import dev.gantry.schemas.records.SegmentPartial;
import dev.gantry.schemas.records.SpeedWindow;
import dev.gantry.topologies.processor.SegmentRoads;
import dev.gantry.topologies.processor.TrafficRecords;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is kept of a segment, and what the second part of TRAFFIC does with it. One thread. */
public final class SegmentState {

  private final String segment;
  private final SegmentWindows windows;

  /** Whether a timer will look after it. */
  boolean watched;

  private SegmentState(String segment, SegmentWindows windows) {
    this.segment = segment;
    this.windows = windows;
  }

  /** A segment of which nothing is known. */
  public static SegmentState empty(String segment, TrafficSettings settings) {
    return new SegmentState(segment, SegmentWindows.empty(segment, settings));
  }

  /**
   * Takes in what a camera saw.
   *
   * @param nowMs wall clock
   * @param roads what is defined of segments
   * @return windows to tell
   */
  public List<SpeedWindow> merge(
      SegmentPartial partial, TrafficSettings settings, long nowMs, SegmentRoads roads) {
    Partial told = TrafficRecords.toPartial(partial, Micros.of(settings.pane()));
    Set<String> seenBy = roads.seenBy(segment, Micros.toInstant(told.paneStartUs()));
    return records(windows.merge(told, nowMs, seenBy).windows(), roads);
  }

  /** Windows that the passing of wall-clock time settles. */
  List<SpeedWindow> tick(long nowMs, SegmentRoads roads) {
    return records(windows.tick(nowMs), roads);
  }

  boolean isPending() {
    return windows.isPending();
  }

  private List<SpeedWindow> records(List<Window> told, SegmentRoads roads) {
    List<SpeedWindow> records = new ArrayList<>();
    for (Window window : told) {
      double lengthM = roads.lengthM(segment, Micros.toInstant(window.startUs()));
      records.add(TrafficRecords.toRecord(window, lengthM, "vehicle-tracks"));
    }
    return records;
  }

  void write(DataOutput out) throws IOException {
    out.writeUTF(segment);
    out.writeBoolean(watched);
    Map<String, byte[]> parts = windows.parts();
    out.writeInt(parts.size());
    for (Map.Entry<String, byte[]> part : parts.entrySet()) {
      out.writeUTF(part.getKey());
      out.writeInt(part.getValue().length);
      out.write(part.getValue());
    }
  }

  static SegmentState read(DataInput in, TrafficSettings settings) throws IOException {
    String segment = in.readUTF();
    boolean watched = in.readBoolean();
    Map<String, byte[]> parts = new HashMap<>();
    for (int left = in.readInt(); left > 0; left--) {
      String name = in.readUTF();
      byte[] part = new byte[in.readInt()];
      in.readFully(part);
      parts.put(name, part);
    }
    SegmentState state =
        new SegmentState(segment, SegmentWindows.of(segment, settings, parts::get));
    state.watched = watched;
    return state;
  }
}
