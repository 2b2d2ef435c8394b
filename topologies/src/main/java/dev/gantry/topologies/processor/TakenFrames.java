package dev.gantry.topologies.processor;

import dev.gantry.domain.detection.Detection;
import dev.gantry.domain.geometry.Box;
import dev.gantry.domain.time.Micros;
import dev.gantry.domain.tracking.DetectedFrame;
import dev.gantry.topologies.processor.TrackedCamera.LastFrame;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Frames that a tracked camera took in between two writes, as they are kept in bytes.
 *
 * @param write which write of the camera they are
 * @param frames oldest first
 * @param last what is kept of the last of them
 */
record TakenFrames(long write, List<DetectedFrame> frames, LastFrame last) {

  /** Room for a frame with some boxes, and for what is kept of the last. */
  private static final int USUAL_BYTES = 512;

  byte[] toBytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(USUAL_BYTES);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeLong(write);
      last.write(out);
      out.writeInt(frames.size());
      for (DetectedFrame frame : frames) {
        write(frame, out);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("frames can't be encoded", e);
    }
    return bytes.toByteArray();
  }

  private static void write(DetectedFrame frame, DataOutputStream out) throws IOException {
    out.writeLong(frame.streamEpoch());
    out.writeLong(frame.frameSeq());
    out.writeLong(Micros.of(frame.capturedAt()));
    out.writeInt(frame.width());
    out.writeInt(frame.height());
    out.writeBoolean(frame.turned());
    out.writeInt(frame.detections().size());
    for (Detection detection : frame.detections()) {
      out.writeUTF(detection.label());
      out.writeDouble(detection.score());
      out.writeDouble(detection.box().x());
      out.writeDouble(detection.box().y());
      out.writeDouble(detection.box().width());
      out.writeDouble(detection.box().height());
    }
  }

  /**
   * What {@code toBytes} was made from.
   *
   * @throws IllegalArgumentException when the bytes are cut short
   */
  static TakenFrames fromBytes(String camera, byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      long write = in.readLong();
      LastFrame last = LastFrame.read(in);
      List<DetectedFrame> frames = new ArrayList<>();
      for (int left = in.readInt(); left > 0; left--) {
        frames.add(read(camera, in));
      }
      return new TakenFrames(write, frames, last);
    } catch (IOException e) {
      throw new IllegalArgumentException("frames of camera " + camera + ": cut short", e);
    }
  }

  private static DetectedFrame read(String camera, DataInputStream in) throws IOException {
    long epoch = in.readLong();
    long seq = in.readLong();
    long atUs = in.readLong();
    int width = in.readInt();
    int height = in.readInt();
    boolean turned = in.readBoolean();
    List<Detection> detections = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      detections.add(readDetection(in));
    }
    return new DetectedFrame(
        camera, epoch, seq, Micros.toInstant(atUs), width, height, turned, detections);
  }

  private static Detection readDetection(DataInputStream in) throws IOException {
    String label = in.readUTF();
    double score = in.readDouble();
    Box box = new Box(in.readDouble(), in.readDouble(), in.readDouble(), in.readDouble());
    return new Detection(label, score, box);
  }
}
