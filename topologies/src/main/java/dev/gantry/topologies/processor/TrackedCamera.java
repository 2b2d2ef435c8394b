package dev.gantry.topologies.processor;

import dev.gantry.domain.state.StateFormat;
import dev.gantry.domain.tracking.TrackerState;
import dev.gantry.schemas.records.FrameDetections;
import dev.gantry.schemas.records.TimeMode;
import dev.gantry.topologies.processor.CameraGeometries.Located;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/**
 * What TRACKING keeps of a camera: the tracker's state and the last frame that it took in.
 *
 * @param lastFrame the last frame
 * @param tracker state of the tracker; mutable
 */
public record TrackedCamera(LastFrame lastFrame, TrackerState tracker) {

  private static final byte FORMAT = 1;

  /** Room for the last frame. */
  private static final int USUAL_HEADER = 128;

  /**
   * What the steps of a track say about the frame they come from. The end of a track says it of the
   * last frame that went before, whether a later frame or silence ended it: so it reads the same.
   *
   * @param atUs event time, microseconds
   * @param ingestedUs when it was taken in
   * @param mode live or replayed
   * @param model model that found its boxes
   * @param site site of the camera; empty when not known
   * @param cameraVersion version of the camera definition; 0 when there is none
   * @param calibrated whether that has a usable calibration, which holds as the camera looks there
   * @param partition partition of the record
   * @param offset offset of the record
   */
  public record LastFrame(
      long atUs,
      long ingestedUs,
      TimeMode mode,
      String model,
      String site,
      int cameraVersion,
      boolean calibrated,
      int partition,
      long offset) {

    /**
     * What there is to say about a frame.
     *
     * @param atUs its event time, microseconds
     * @param located its camera's definition; absent when there is none
     */
    public static LastFrame of(
        FrameDetections frame, long atUs, Optional<Located> located, int partition, long offset) {
      return new LastFrame(
          atUs,
          frame.getIngestedAtUs(),
          frame.getTimeMode(),
          frame.getModel(),
          located.map(camera -> camera.definition().site()).orElse(""),
          located.map(camera -> camera.definition().version()).orElse(0),
          !frame.getTurned() && located.flatMap(camera -> camera.geometry().ground()).isPresent(),
          partition,
          offset);
    }

    void write(DataOutput out) throws IOException {
      out.writeLong(atUs);
      out.writeLong(ingestedUs);
      out.writeBoolean(mode == TimeMode.REPLAY);
      out.writeUTF(model);
      out.writeUTF(site);
      out.writeInt(cameraVersion);
      out.writeBoolean(calibrated);
      out.writeInt(partition);
      out.writeLong(offset);
    }

    static LastFrame read(DataInput in) throws IOException {
      return new LastFrame(
          in.readLong(),
          in.readLong(),
          in.readBoolean() ? TimeMode.REPLAY : TimeMode.LIVE,
          in.readUTF(),
          in.readUTF(),
          in.readInt(),
          in.readBoolean(),
          in.readInt(),
          in.readLong());
    }
  }

  /** The state in a binary form of its own; its first byte tells the format. */
  public byte[] toBytes() {
    byte[] tracks = tracker.toBytes();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(tracks.length + USUAL_HEADER);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(FORMAT);
      lastFrame.write(out);
      out.write(tracks);
    } catch (IOException e) {
      throw new UncheckedIOException("camera " + tracker.cameraId() + " can't be encoded", e);
    }
    return bytes.toByteArray();
  }

  /**
   * The state that {@code toBytes} was made from.
   *
   * @throws IllegalArgumentException when the bytes are of another format
   */
  public static TrackedCamera fromBytes(byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      StateFormat.require(FORMAT, in.readByte(), "tracked camera");
      LastFrame lastFrame = LastFrame.read(in);
      return new TrackedCamera(lastFrame, TrackerState.fromBytes(in.readAllBytes()));
    } catch (IOException e) {
      throw new IllegalArgumentException("tracked camera: cut short", e);
    }
  }
}
