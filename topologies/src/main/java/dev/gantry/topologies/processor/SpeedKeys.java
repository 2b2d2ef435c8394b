package dev.gantry.topologies.processor;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.Bytes;

/**
 * Keys of windows in a store that is ordered by bytes: of one segment together, ascending by start,
 * then length. Times count from the lowest long, so that their bytes order as their values do.
 */
public final class SpeedKeys {

  private SpeedKeys() {}

  /** Key of a window. */
  public static Bytes of(String segment, long startUs, long endUs) {
    byte[] id = segment.getBytes(StandardCharsets.UTF_8);
    return Bytes.wrap(
        ByteBuffer.allocate(Integer.BYTES + id.length + 2 * Long.BYTES)
            .putInt(id.length)
            .put(id)
            .putLong(startUs ^ Long.MIN_VALUE)
            .putLong(endUs ^ Long.MIN_VALUE)
            .array());
  }

  /** Before all windows of a segment that start at a time or later. */
  public static Bytes from(String segment, long startUs) {
    return of(segment, startUs, Long.MIN_VALUE);
  }

  /** After all windows of a segment that start before a time. */
  public static Bytes before(String segment, long startUs) {
    return of(segment, startUs - 1, Long.MAX_VALUE);
  }
}
