package dev.gantry.domain.traffic;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** What has been told of a window. */
final class WindowStatus {

  /** Whether it changed since it was last told. */
  boolean changed;

  /** Whether it has been told as final. */
  boolean closed;

  /** Whether it was last told as incomplete. */
  boolean incomplete;

  void write(DataOutput out) throws IOException {
    out.writeBoolean(changed);
    out.writeBoolean(closed);
    out.writeBoolean(incomplete);
  }

  static WindowStatus read(DataInput in) throws IOException {
    WindowStatus status = new WindowStatus();
    status.changed = in.readBoolean();
    status.closed = in.readBoolean();
    status.incomplete = in.readBoolean();
    return status;
  }
}
