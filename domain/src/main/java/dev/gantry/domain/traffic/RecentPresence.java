package dev.gantry.domain.traffic;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Time that a track spent on its segment, by pane, and the group it was added to there. Its class
 * is voted for, and which way it goes shows only when it has moved: when either becomes known, the
 * time in panes that can still change goes along.
 */
final class RecentPresence {

  private final TreeMap<Long, Presence> panes = new TreeMap<>();

  /** Null before there is any time. */
  private @Nullable VehicleGroup group;

  /** Adds time in a pane, in its group. */
  void add(long paneStartUs, Presence presence) {
    panes.merge(paneStartUs, presence, Presence::plus);
  }

  /**
   * Says of which group it is from now on.
   *
   * @param fromUs start of the first pane that can still change; what lies before is forgotten
   * @param move takes time from the group before: which pane, that group, and how much
   */
  void regroup(VehicleGroup now, long fromUs, Move move) {
    panes.headMap(fromUs).clear();
    VehicleGroup before = group;
    if (before != null && !before.equals(now)) {
      for (Map.Entry<Long, Presence> pane : panes.entrySet()) {
        move.from(pane.getKey(), before, pane.getValue());
      }
    }
    group = now;
  }

  /** Takes time from a group. */
  @FunctionalInterface
  interface Move {
    void from(long paneStartUs, VehicleGroup group, Presence presence);
  }

  void write(DataOutput out) throws IOException {
    VehicleGroup known = group;
    out.writeBoolean(known != null);
    if (known == null) {
      return;
    }
    known.write(out);
    out.writeShort(panes.size());
    for (Map.Entry<Long, Presence> pane : panes.entrySet()) {
      out.writeLong(pane.getKey());
      pane.getValue().write(out);
    }
  }

  static RecentPresence read(DataInput in) throws IOException {
    RecentPresence recent = new RecentPresence();
    if (in.readBoolean()) {
      recent.group = VehicleGroup.read(in);
      for (int left = in.readUnsignedShort(); left > 0; left--) {
        recent.panes.put(in.readLong(), Presence.read(in));
      }
    }
    return recent;
  }
}
