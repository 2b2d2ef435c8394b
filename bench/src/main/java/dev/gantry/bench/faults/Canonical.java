package dev.gantry.bench.faults;

import dev.gantry.schemas.records.Alert;
import dev.gantry.schemas.records.Anomaly;
import dev.gantry.schemas.records.AuthEvent;
import dev.gantry.schemas.records.Finding;
import dev.gantry.schemas.records.SensorReading;
import dev.gantry.schemas.records.SpeedWindow;
import dev.gantry.schemas.records.TaskEvent;
import dev.gantry.schemas.records.TrackUpdate;
import dev.gantry.schemas.records.WindowState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Records as two runs over the same inputs must agree on them: without the offsets they came from,
 * which are those of one run.
 */
public final class Canonical {

  private Canonical() {}

  /** A step of a track. */
  public static byte[] of(TrackUpdate update) {
    return bytes(() -> TrackUpdate.newBuilder(update).setOrigins(List.of()).build().toByteBuffer());
  }

  static byte[] of(Alert alert) {
    return bytes(() -> Alert.newBuilder(alert).setOrigins(List.of()).build().toByteBuffer());
  }

  static byte[] of(Anomaly anomaly) {
    return bytes(() -> Anomaly.newBuilder(anomaly).setOrigins(List.of()).build().toByteBuffer());
  }

  static byte[] of(SensorReading reading) {
    return bytes(reading::toByteBuffer);
  }

  static byte[] of(AuthEvent event) {
    return bytes(() -> AuthEvent.newBuilder(event).setOrigins(List.of()).build().toByteBuffer());
  }

  static byte[] of(Finding finding) {
    return bytes(() -> Finding.newBuilder(finding).setOrigins(List.of()).build().toByteBuffer());
  }

  static byte[] of(TaskEvent event) {
    return bytes(() -> TaskEvent.newBuilder(event).setOrigins(List.of()).build().toByteBuffer());
  }

  /**
   * What a window says in the end. By the wall clock it may be told once more or less often, and
   * come to its end as final or as corrected.
   */
  public static byte[] of(SpeedWindow window) {
    return bytes(
        () ->
            SpeedWindow.newBuilder(window)
                .setState(WindowState.FINAL)
                .setRevision(0)
                .setOrigins(List.of())
                .build()
                .toByteBuffer());
  }

  /** Segment and time of a window: what says the same of the same is one window. */
  public static String idOf(SpeedWindow window) {
    return window.getSegmentId() + "|" + window.getWindowStartUs() + "|" + window.getWindowEndUs();
  }

  private interface Encoding {
    ByteBuffer encode() throws IOException;
  }

  private static byte[] bytes(Encoding encoding) {
    try {
      ByteBuffer buffer = encoding.encode();
      byte[] bytes = new byte[buffer.remaining()];
      buffer.get(bytes);
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException("a record can't be encoded", e);
    }
  }
}
