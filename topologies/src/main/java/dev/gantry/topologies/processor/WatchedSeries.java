package dev.gantry.topologies.processor;

import dev.gantry.domain.anomaly.SilenceWatch;
import dev.gantry.domain.state.StateFormat;
import dev.gantry.schemas.records.Origin;
import dev.gantry.schemas.records.TimeMode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * What TRAFFIC keeps of a series to notice that it falls silent.
 *
 * @param watch what is usual; mutable
 * @param mode whether its readings are live or replayed
 * @param partition partition of its last reading
 * @param offset offset of that
 */
public record WatchedSeries(SilenceWatch watch, TimeMode mode, int partition, long offset) {

  /** How it is kept in bytes. */
  public static final KeptStates.Codec<WatchedSeries> CODEC =
      KeptStates.Codec.whole(WatchedSeries::toBytes, (series, bytes) -> fromBytes(bytes));

  private static final byte FORMAT = 1;

  /** The same after a reading that lies elsewhere. */
  WatchedSeries readAt(RecordMetadata source) {
    return new WatchedSeries(watch, mode, source.partition(), source.offset());
  }

  /** Where its last reading lies. */
  Origin origin(String topic) {
    return new Origin(topic, partition, offset, offset, 1);
  }

  byte[] toBytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(1_200);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(FORMAT);
      out.writeBoolean(mode == TimeMode.REPLAY);
      out.writeInt(partition);
      out.writeLong(offset);
      out.write(watch.toBytes());
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
    return bytes.toByteArray();
  }

  /**
   * @throws IllegalArgumentException when the bytes are of another format or cut
   */
  static WatchedSeries fromBytes(byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      StateFormat.require(FORMAT, in.readByte(), "watched series");
      TimeMode mode = in.readBoolean() ? TimeMode.REPLAY : TimeMode.LIVE;
      int partition = in.readInt();
      long offset = in.readLong();
      return new WatchedSeries(SilenceWatch.fromBytes(in.readAllBytes()), mode, partition, offset);
    } catch (IOException e) {
      throw new IllegalArgumentException("watched series: cut short", e);
    }
  }
}
