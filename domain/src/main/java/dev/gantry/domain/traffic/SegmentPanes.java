package dev.gantry.domain.traffic;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** The panes of one segment that one camera can still change, and what has been told of them. */
final class SegmentPanes {

  private final TreeMap<Long, Pane> panes = new TreeMap<>();
  double limitMps;

  /** Start of the last pane in which anything happened. */
  long lastActiveUs = Long.MIN_VALUE;

  /** Start of the last such pane among those forgotten. */
  private long forgottenActiveUs = Long.MIN_VALUE;

  /** End of the panes that have been told as closed. */
  long toldUpToUs;

  /** Open tracks as last told; -1 before anything was told. */
  int toldOpenTracks = -1;

  SegmentPanes(long toldUpToUs) {
    this.toldUpToUs = toldUpToUs;
  }

  /** One pane. */
  static final class Pane {
    int revision;
    int toldRevision;
    long changedAtUs;

    /** As of {@link Partial}. */
    long emptySinceUs = Partial.NOT_EMPTY;

    private final TreeMap<VehicleGroup, VehicleSums> groups = new TreeMap<>();

    /** All but groups and occupied time. */
    private PaneSums ungrouped = PaneSums.NONE;

    Intervals occupied = new Intervals();
    Optional<InputRun> input = Optional.empty();

    void add(PaneSums change, long watermarkUs, InputRun record) {
      ungrouped = ungrouped.plusUngrouped(change);
      change(watermarkUs, record);
    }

    void add(VehicleGroup group, VehicleSums more, long watermarkUs, InputRun record) {
      groups.merge(group, more, VehicleSums::plus);
      change(watermarkUs, record);
    }

    /** Takes time from one group, and adds it to another. */
    void move(
        Presence time, VehicleGroup from, VehicleGroup to, long watermarkUs, InputRun record) {
      groups.computeIfPresent(
          from,
          (group, sums) -> {
            VehicleSums left = sums.minus(time);
            return left.isNone() ? null : left;
          });
      add(to, VehicleSums.of(time), watermarkUs, record);
    }

    private void change(long watermarkUs, InputRun record) {
      revision++;
      changedAtUs = watermarkUs;
      emptySinceUs = Partial.NOT_EMPTY;
      input =
          Optional.of(
              input
                  .map(run -> record.first() > run.last() ? run.plus(record) : run)
                  .orElse(record));
    }

    private void setEmpty(long sinceUs, long endUs, InputRun look) {
      change(endUs, look);
      toldRevision = revision;
      emptySinceUs = sinceUs;
    }

    private boolean isActive() {
      return emptySinceUs == Partial.NOT_EMPTY;
    }

    PaneSums sums() {
      return ungrouped.with(new VehicleGroups(groups), occupied.total());
    }
  }

  NavigableMap<Long, Pane> panes() {
    return panes;
  }

  Pane pane(long startUs) {
    lastActiveUs = Math.max(lastActiveUs, startUs);
    return panes.computeIfAbsent(startUs, start -> new Pane());
  }

  /**
   * The last pane of a window, to be told as empty.
   *
   * @param lookedSinceUs since when the camera has looked on without a break
   * @param look the record that says how far it has looked
   * @return absent when somebody was there in the window, or the camera did not look all the while,
   *     or has seen nobody there before
   */
  Optional<Pane> emptyPane(WindowKey window, long lookedSinceUs, long paneUs, InputRun look) {
    long sinceUs = Math.max(lookedSinceUs, leftUs(window.endUs(), paneUs));
    if (sinceUs > window.startUs()) {
      return Optional.empty();
    }
    Pane pane = panes.computeIfAbsent(window.endUs() - paneUs, start -> new Pane());
    pane.setEmpty(sinceUs, window.endUs(), look);
    return Optional.of(pane);
  }

  /** End of the last pane before a time in which anything happened; later than all without one. */
  private long leftUs(long beforeUs, long paneUs) {
    for (Map.Entry<Long, Pane> pane : panes.headMap(beforeUs, false).descendingMap().entrySet()) {
      if (pane.getValue().isActive()) {
        return pane.getKey() + paneUs;
      }
    }
    return forgottenActiveUs == Long.MIN_VALUE ? Long.MAX_VALUE : forgottenActiveUs + paneUs;
  }

  /** Forgets the panes that end at or before a time. */
  void forgetUpTo(long endUs, long paneUs) {
    NavigableMap<Long, Pane> old = panes.headMap(endUs - paneUs, true);
    for (Map.Entry<Long, Pane> pane : old.entrySet()) {
      if (pane.getValue().isActive()) {
        forgottenActiveUs = pane.getKey();
      }
    }
    old.clear();
  }

  void write(DataOutput out) throws IOException {
    out.writeLong(toldUpToUs);
    out.writeDouble(limitMps);
    out.writeLong(lastActiveUs);
    out.writeLong(forgottenActiveUs);
    out.writeInt(toldOpenTracks);
    out.writeInt(panes.size());
    for (Map.Entry<Long, Pane> entry : panes.entrySet()) {
      Pane pane = entry.getValue();
      out.writeLong(entry.getKey());
      out.writeInt(pane.revision);
      out.writeInt(pane.toldRevision);
      out.writeLong(pane.changedAtUs);
      out.writeLong(pane.emptySinceUs);
      pane.sums().write(out);
      pane.occupied.write(out);
      out.writeBoolean(pane.input.isPresent());
      if (pane.input.isPresent()) {
        pane.input.get().write(out);
      }
    }
  }

  static SegmentPanes read(DataInput in) throws IOException {
    SegmentPanes segment = new SegmentPanes(in.readLong());
    segment.limitMps = in.readDouble();
    segment.lastActiveUs = in.readLong();
    segment.forgottenActiveUs = in.readLong();
    segment.toldOpenTracks = in.readInt();
    int size = in.readInt();
    for (int i = 0; i < size; i++) {
      Pane pane = new Pane();
      segment.panes.put(in.readLong(), pane);
      pane.revision = in.readInt();
      pane.toldRevision = in.readInt();
      pane.changedAtUs = in.readLong();
      pane.emptySinceUs = in.readLong();
      PaneSums sums = PaneSums.read(in);
      pane.groups.putAll(sums.groups().sums());
      pane.ungrouped = sums.with(VehicleGroups.NONE, 0);
      pane.occupied = Intervals.read(in);
      pane.input = in.readBoolean() ? Optional.of(InputRun.read(in)) : Optional.empty();
    }
    return segment;
  }
}
