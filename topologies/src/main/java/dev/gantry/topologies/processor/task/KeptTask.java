package dev.gantry.topologies.processor.task;

import dev.gantry.domain.state.StateFormat;
import dev.gantry.domain.task.TaskPhase;
import dev.gantry.domain.task.TaskState;
import dev.gantry.schemas.records.TimeMode;
import dev.gantry.topologies.processor.Binary;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What TASKS keeps of a task.
 *
 * @param state the task
 * @param mode whose time it lives in: that of its newest event
 * @param commandOffset offset of the newest command about it that was obeyed, on the partition that
 *     commands about it lie on; {@link #NO_COMMAND} for none
 */
public record KeptTask(TaskState state, TimeMode mode, long commandOffset) {

  /** Lower than any offset. */
  public static final long NO_COMMAND = -1;

  private static final byte FORMAT = 2;

  /** The same, having seen a command. */
  KeptTask havingSeen(long offset) {
    return new KeptTask(state, mode, Math.max(commandOffset, offset));
  }

  /** In a binary form of its own; the first byte tells the format. */
  public byte[] toBytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(FORMAT);
      out.writeBoolean(mode == TimeMode.REPLAY);
      Binary.text(out, state.id());
      Binary.text(out, state.phase().name());
      Binary.text(out, state.site());
      Binary.text(out, state.scheduleId());
      Binary.time(out, state.since());
      Binary.time(out, state.changedAt());
      Binary.text(out, state.changedBy());
      Binary.optionalTime(out, state.dueAt());
      out.writeBoolean(state.overdueTold());
      Binary.map(out, state.payload());
      times(out, state.saidAt());
      Binary.texts(out, state.eventIds());
      out.writeLong(commandOffset);
    } catch (IOException e) {
      throw new UncheckedIOException("task " + state.id() + " can't be encoded", e);
    }
    return bytes.toByteArray();
  }

  /**
   * The task that {@code toBytes} was made from.
   *
   * @throws IllegalArgumentException when the bytes are of another format, or cut
   */
  public static KeptTask fromBytes(byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      StateFormat.require(FORMAT, in.readByte(), "kept task");
      TimeMode mode = in.readBoolean() ? TimeMode.REPLAY : TimeMode.LIVE;
      TaskState state =
          new TaskState(
              Binary.text(in),
              TaskPhase.valueOf(Binary.text(in)),
              Binary.text(in),
              Binary.text(in),
              Binary.time(in),
              Binary.time(in),
              Binary.text(in),
              Binary.optionalTime(in),
              in.readBoolean(),
              Binary.map(in),
              times(in),
              Binary.texts(in));
      return new KeptTask(state, mode, in.readLong());
    } catch (IOException e) {
      throw new IllegalArgumentException("kept task: cut short", e);
    }
  }

  private static void times(DataOutputStream out, SortedMap<String, Instant> times)
      throws IOException {
    out.writeInt(times.size());
    for (Map.Entry<String, Instant> time : times.entrySet()) {
      Binary.text(out, time.getKey());
      Binary.time(out, time.getValue());
    }
  }

  private static SortedMap<String, Instant> times(DataInputStream in) throws IOException {
    SortedMap<String, Instant> times = new TreeMap<>();
    for (int left = in.readInt(); left > 0; left--) {
      times.put(Binary.text(in), Binary.time(in));
    }
    return times;
  }
}
