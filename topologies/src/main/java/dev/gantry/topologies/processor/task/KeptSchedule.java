package dev.gantry.topologies.processor.task;

import dev.gantry.domain.schedule.Pauses;
import dev.gantry.domain.schedule.Run;
import dev.gantry.domain.schedule.ScheduleState;
import dev.gantry.domain.schedule.ScheduleState.Pause;
import dev.gantry.domain.state.StateFormat;
import dev.gantry.topologies.processor.Binary;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What TASKS keeps of a schedule.
 *
 * @param state how far it has come
 * @param commandIds ids of the newest commands that were obeyed, the oldest first
 * @param commandOffset offset of the newest command about it that was obeyed; {@link
 *     KeptTask#NO_COMMAND} for none
 */
public record KeptSchedule(ScheduleState state, List<String> commandIds, long commandOffset) {

  private static final byte FORMAT = 2;
  private static final int MOST_COMMANDS = 16;

  public KeptSchedule {
    commandIds = List.copyOf(commandIds);
  }

  /** One that begins. */
  static KeptSchedule fresh(ScheduleState state) {
    return new KeptSchedule(state, List.of(), KeptTask.NO_COMMAND);
  }

  /** The same, further on. */
  KeptSchedule with(ScheduleState next) {
    return new KeptSchedule(next, commandIds, commandOffset);
  }

  /** The same, having seen a command. */
  KeptSchedule havingSeen(long offset) {
    return new KeptSchedule(state, commandIds, Math.max(commandOffset, offset));
  }

  /** The same, having obeyed a command. */
  KeptSchedule having(String commandId) {
    List<String> ids = new ArrayList<>(commandIds);
    ids.add(commandId);
    return new KeptSchedule(
        state, ids.size() > MOST_COMMANDS ? ids.subList(1, ids.size()) : ids, commandOffset);
  }

  /** In a binary form of its own; the first byte tells the format. */
  public byte[] toBytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(FORMAT);
      Binary.time(out, state.reached());
      pauses(out, state.pauses());
      Binary.texts(out, state.open());
      out.writeInt(state.waiting().size());
      for (Run run : state.waiting()) {
        Binary.text(out, run.name());
        Binary.time(out, run.nominal());
        Binary.time(out, run.dueAt());
        Binary.text(out, run.cause().name());
      }
      Binary.texts(out, commandIds);
      out.writeLong(commandOffset);
    } catch (IOException e) {
      throw new UncheckedIOException("a schedule can't be encoded", e);
    }
    return bytes.toByteArray();
  }

  /**
   * The schedule that {@code toBytes} was made from.
   *
   * @throws IllegalArgumentException when the bytes are of another format, or cut
   */
  public static KeptSchedule fromBytes(byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      StateFormat.require(FORMAT, in.readByte(), "kept schedule");
      Instant reached = Binary.time(in);
      Pauses pauses = pauses(in);
      TreeSet<String> open = new TreeSet<>(Binary.texts(in));
      List<Run> waiting = new ArrayList<>();
      for (int left = in.readInt(); left > 0; left--) {
        waiting.add(
            new Run(
                Binary.text(in),
                Binary.time(in),
                Binary.time(in),
                Run.Cause.valueOf(Binary.text(in))));
      }
      return new KeptSchedule(
          new ScheduleState(reached, pauses, open, waiting), Binary.texts(in), in.readLong());
    } catch (IOException e) {
      throw new IllegalArgumentException("kept schedule: cut short", e);
    }
  }

  private static void pauses(DataOutputStream out, Pauses pauses) throws IOException {
    out.writeInt(pauses.changes().size());
    for (Map.Entry<Instant, Optional<Pause>> change : pauses.changes().entrySet()) {
      Binary.time(out, change.getKey());
      out.writeBoolean(change.getValue().isPresent());
      Binary.text(out, change.getValue().map(Pause::user).orElse(""));
      Binary.text(out, change.getValue().map(Pause::reason).orElse(""));
    }
  }

  private static Pauses pauses(DataInputStream in) throws IOException {
    SortedMap<Instant, Optional<Pause>> changes = new TreeMap<>();
    for (int left = in.readInt(); left > 0; left--) {
      Instant at = Binary.time(in);
      boolean paused = in.readBoolean();
      Pause pause = new Pause(at, Binary.text(in), Binary.text(in));
      changes.put(at, paused ? Optional.of(pause) : Optional.empty());
    }
    return new Pauses(changes);
  }
}
