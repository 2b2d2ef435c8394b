package dev.gantry.domain.traffic;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * A run of input records of one partition that a result rests on: lineage, never part of a result's
 * meaning.
 *
 * @param partition partition of the input topic, 0 or more
 * @param first offset of the first record
 * @param last offset of the last record
 * @param count records, 1 or more
 */
public record InputRun(int partition, long first, long last, long count) {

  /** A run of one record. */
  public static InputRun of(int partition, long offset) {
    return new InputRun(partition, offset, offset, 1);
  }

  /** The run that covers both; both are of the same partition. */
  public InputRun plus(InputRun other) {
    return new InputRun(
        partition, Math.min(first, other.first), Math.max(last, other.last), count + other.count);
  }

  void write(DataOutput out) throws IOException {
    out.writeInt(partition);
    out.writeLong(first);
    out.writeLong(last);
    out.writeLong(count);
  }

  static InputRun read(DataInput in) throws IOException {
    return new InputRun(in.readInt(), in.readLong(), in.readLong(), in.readLong());
  }
}
