package dev.gantry.ingest;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How a video file is sent.
 *
 * @param stream camera, start time, pace
 * @param file the video
 * @param maxFps most frames per second of video time, above 0; absent for all. Frames are left out
 *     evenly, by their times
 * @param size size to send at; absent for that of the video
 * @param jpegQuality 1 to 100
 */
public record VideoSettings(
    StreamSettings stream,
    Path file,
    Optional<Double> maxFps,
    Optional<Size> size,
    int jpegQuality) {

  /** Good enough for detection, 40 KB a frame at 768 x 432. */
  public static final int DEFAULT_JPEG_QUALITY = 85;

  public VideoSettings {
    maxFps.ifPresent(
        fps -> {
          if (!(fps > 0) || fps.isInfinite()) {
            throw new IllegalArgumentException(
                "fps: expected frames per second above 0, found " + fps);
          }
        });
    if (jpegQuality < 1 || jpegQuality > 100) {
      throw new IllegalArgumentException("jpeg quality: expected 1 to 100, found " + jpegQuality);
    }
  }

  /** All frames at their own size. */
  public static VideoSettings of(StreamSettings stream, Path file) {
    return new VideoSettings(
        stream, file, Optional.empty(), Optional.empty(), DEFAULT_JPEG_QUALITY);
  }

  /**
   * Size of frames.
   *
   * @param width pixels, 16 to 8192
   * @param height pixels, 16 to 8192
   */
  public record Size(int width, int height) {

    public Size {
      if (width < 16 || width > 8192 || height < 16 || height > 8192) {
        throw new IllegalArgumentException(
            "size: expected 16x16 to 8192x8192 pixels, found " + width + "x" + height);
      }
    }
  }
}
