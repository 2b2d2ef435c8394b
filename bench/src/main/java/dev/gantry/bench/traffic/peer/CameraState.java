package dev.gantry.bench.traffic.peer;

import dev.gantry.domain.traffic.CameraTraffic;
import dev.gantry.domain.traffic.TrafficSettings;
import dev.gantry.topologies.processor.TrackedCamera;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What is kept of a camera: its tracker and the traffic that it sees. Mutable; one thread. */
public final class CameraState {

  final String camera;
  final CameraTraffic traffic;

  /** Null before the first frame. */
  @Nullable TrackedCamera tracked;

  /** When it was last heard of, by the wall clock; not part of what is kept. */
  long heardAtMs;

  /** Whether a timer will look after it. */
  boolean watched;

  private CameraState(String camera, CameraTraffic traffic) {
    this.camera = camera;
    this.traffic = traffic;
  }

  /** A camera of which nothing has been seen. */
  public static CameraState empty(String camera, TrafficSettings settings) {
    return new CameraState(camera, CameraTraffic.empty(camera, settings));
  }

  void write(DataOutput out) throws IOException {
    out.writeUTF(camera);
    out.writeLong(heardAtMs);
    out.writeBoolean(watched);
    writeBytes(out, tracked == null ? new byte[0] : tracked.toBytes());
    writeBytes(out, traffic.toBytes());
  }

  static CameraState read(DataInput in, TrafficSettings settings) throws IOException {
    String camera = in.readUTF();
    long heardAtMs = in.readLong();
    boolean watched = in.readBoolean();
    byte[] tracked = readBytes(in);
    CameraState state =
        new CameraState(camera, CameraTraffic.fromBytes(camera, settings, readBytes(in)));
    state.heardAtMs = heardAtMs;
    state.watched = watched;
    state.tracked = tracked.length == 0 ? null : TrackedCamera.fromBytes(tracked);
    return state;
  }

  private static void writeBytes(DataOutput out, byte[] bytes) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static byte[] readBytes(DataInput in) throws IOException {
    byte[] bytes = new byte[in.readInt()];
    in.readFully(bytes);
    return bytes;
  }
}
