package dev.gantry.bench.traffic.peer;

import dev.gantry.domain.traffic.TrafficSettings;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;

/** Encodes {@link SegmentState}. */
final class SegmentStateSerializer extends StateSerializer<SegmentState> {

  private static final long serialVersionUID = 1L;

  @Override
  public SegmentState createInstance() {
    return SegmentState.empty("", TrafficSettings.DEFAULT);
  }

  @Override
  void write(SegmentState state, DataOutput out) throws IOException {
    state.write(out);
  }

  @Override
  SegmentState read(DataInput in) throws IOException {
    return SegmentState.read(in, TrafficSettings.DEFAULT);
  }

  @Override
  public TypeSerializerSnapshot<SegmentState> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Says that the format is always the same. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<SegmentState> {

    public Snapshot() {
      super(SegmentStateSerializer::new);
    }
  }
}
