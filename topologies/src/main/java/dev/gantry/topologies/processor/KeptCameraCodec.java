package dev.gantry.topologies.processor;

import dev.gantry.domain.camera.CameraGeometry;
import dev.gantry.domain.state.StateFormat;
import dev.gantry.domain.tracking.CameraTracker;
import dev.gantry.domain.tracking.DetectedFrame;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Writes a tracked camera as the frames it took in since it was last written, and now and then
 * whole; reads it by taking those frames in again. Any threads.
 *
 * <p>Each write has a number, which tells frames that came after the whole from those of a round
 * before: these are not deleted, the next round writes over them. Who reads while others write
 * stops at the first number that does not follow, and so has the camera as it was after some write.
 */
public final class KeptCameraCodec implements KeptStates.Codec<KeptCamera> {

  /** The part that holds all of it. */
  private static final String WHOLE = "";

  private static final byte FORMAT = 2;
  private static final int HEADER = Byte.BYTES + Long.BYTES;

  private final CameraTracker tracker;
  private final CameraGeometries geometries;

  /**
   * @param tracker takes frames in again
   * @param geometries of the cameras they are of
   */
  public KeptCameraCodec(CameraTracker tracker, CameraGeometries geometries) {
    this.tracker = tracker;
    this.geometries = geometries;
  }

  @Override
  public void giveChanges(KeptCamera kept, BiConsumer<String, byte @Nullable []> to) {
    boolean whole = kept.beginWrite();
    if (whole) {
      to.accept(WHOLE, whole(kept));
    } else {
      to.accept(
          part(kept.writes()),
          new TakenFrames(kept.writes(), kept.taken(), kept.camera().lastFrame()).toBytes());
    }
    kept.endWrite(whole);
  }

  private static byte[] whole(KeptCamera kept) {
    byte[] camera = kept.camera().toBytes();
    return ByteBuffer.allocate(HEADER + camera.length)
        .put(FORMAT)
        .putLong(kept.writes())
        .put(camera)
        .array();
  }

  /** Where the frames of a write lie; a write has one frame at least. */
  private static String part(long write) {
    return Long.toString(write % KeptCamera.MOST_FRAMES);
  }

  @Override
  public List<String> partNames(KeptCamera kept) {
    return Stream.concat(
            Stream.of(WHOLE),
            IntStream.range(0, KeptCamera.MOST_FRAMES).mapToObj(KeptCameraCodec::part))
        .toList();
  }

  @Override
  public KeptCamera decode(String id, Function<String, byte @Nullable []> parts) {
    ByteBuffer whole = ByteBuffer.wrap(Objects.requireNonNull(parts.apply(WHOLE), id));
    StateFormat.require(FORMAT, whole.get(), "tracked camera");
    long writes = whole.getLong();
    byte[] camera = new byte[whole.remaining()];
    whole.get(camera);
    KeptCamera kept = KeptCamera.written(TrackedCamera.fromBytes(camera), writes);
    for (int i = 0; i < KeptCamera.MOST_FRAMES; i++) {
      byte[] frames = parts.apply(part(kept.writes() + 1));
      if (frames == null || !takeAgain(id, TakenFrames.fromBytes(id, frames), kept)) {
        return kept;
      }
    }
    return kept;
  }

  private boolean takeAgain(String id, TakenFrames taken, KeptCamera kept) {
    if (taken.write() != kept.writes() + 1) {
      return false;
    }
    Optional<CameraGeometry> geometry =
        geometries.find(id, taken.last().cameraVersion()).map(CameraGeometries.Located::geometry);
    for (DetectedFrame frame : taken.frames()) {
      tracker.advance(kept.camera().tracker(), frame, geometry);
    }
    kept.takenAgain(taken);
    return true;
  }
}
