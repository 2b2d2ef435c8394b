package dev.gantry.bench.traffic.peer;

import dev.gantry.domain.traffic.TrafficSettings;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;

/** Encodes {@link CameraState}. */
final class CameraStateSerializer extends StateSerializer<CameraState> {

  private static final long serialVersionUID = 1L;

  @Override
  public CameraState createInstance() {
    return CameraState.empty("", TrafficSettings.DEFAULT);
  }

  @Override
  void write(CameraState state, DataOutput out) throws IOException {
    state.write(out);
  }

  @Override
  CameraState read(DataInput in) throws IOException {
    return CameraState.read(in, TrafficSettings.DEFAULT);
  }

  @Override
  public TypeSerializerSnapshot<CameraState> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Says that the format is always the same. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<CameraState> {

    public Snapshot() {
      super(CameraStateSerializer::new);
    }
  }
}
