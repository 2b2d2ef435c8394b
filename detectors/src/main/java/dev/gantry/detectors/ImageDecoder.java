package dev.gantry.detectors;

import dev.gantry.domain.detection.UndecodableImageException;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;

/** Decodes images into memory that is kept between calls. For one thread. */
final class ImageDecoder implements AutoCloseable {

  private final Mat image = new Mat();
  private BytePointer buffer = new BytePointer();
  private long capacity;
  private int width;
  private int height;

  /**
   * Decodes into 8-bit BGR. The result belongs to this decoder and lasts until the next call.
   *
   * @param encoded JPEG or PNG
   * @param enough a width in pixels that suffices: a JPEG is decoded at a half, a quarter or an
   *     eighth of its size when it stays at least as wide, which saves most of the work
   * @throws UndecodableImageException saying what was found
   */
  Mat decode(byte[] encoded, int enough) {
    EncodedImage header = EncodedImage.of(encoded);
    width = header.width();
    height = header.height();
    fill(encoded);
    int flags = opencv_imgcodecs.IMREAD_IGNORE_ORIENTATION | reduction(header.width(), enough);
    try (Mat input = new Mat(1, encoded.length, opencv_core.CV_8UC1, buffer);
        Mat result = opencv_imgcodecs.imdecode(input, flags, image)) {
      if (result.empty()) {
        throw new UndecodableImageException(
            "image: expected a JPEG or PNG that decodes, found one of %d x %d pixels and %d bytes"
                    .formatted(width, height, encoded.length)
                + " with corrupt data");
      }
    }
    return image;
  }

  /** Width of the last image at full size, pixels. */
  int width() {
    return width;
  }

  /** Height of the last image at full size, pixels. */
  int height() {
    return height;
  }

  private static int reduction(int width, int enough) {
    if (width >= 8L * enough) {
      return opencv_imgcodecs.IMREAD_REDUCED_COLOR_8;
    }
    if (width >= 4L * enough) {
      return opencv_imgcodecs.IMREAD_REDUCED_COLOR_4;
    }
    if (width >= 2L * enough) {
      return opencv_imgcodecs.IMREAD_REDUCED_COLOR_2;
    }
    return opencv_imgcodecs.IMREAD_COLOR;
  }

  private void fill(byte[] encoded) {
    if (encoded.length > capacity) {
      buffer.close();
      capacity = encoded.length * 3L / 2;
      buffer = new BytePointer(capacity);
    }
    buffer.put(encoded, 0, encoded.length);
  }

  @Override
  public void close() {
    image.close();
    buffer.close();
    capacity = 0;
  }
}
