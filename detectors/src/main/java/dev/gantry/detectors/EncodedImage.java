package dev.gantry.detectors;

import dev.gantry.domain.detection.UndecodableImageException;

/**
 * Size of an encoded image, read from its header before anything is decoded.
 *
 * <p>A few bytes can announce a picture of gigabytes, and libjpeg fills what is missing of a
 * truncated one with grey: both are refused here.
 *
 * @param width pixels
 * @param height pixels
 */
record EncodedImage(int width, int height) {

  /** No wider nor higher than this, pixels. */
  static final int MAX_SIDE = 16_384;

  /** No more pixels than this: 8K is 33.2 million. */
  static final long MAX_PIXELS = 40_000_000;

  private static final long PNG_SIGNATURE = 0x89504E470D0A1A0AL;
  private static final int PNG_END = 0x49454E44;

  /**
   * Reads the header of a JPEG or PNG and checks that the image is whole.
   *
   * @throws UndecodableImageException saying what was found
   */
  static EncodedImage of(byte[] bytes) {
    if (bytes.length == 0) {
      throw new UndecodableImageException("image: expected a JPEG or PNG, found no bytes");
    }
    EncodedImage image;
    if (bytes.length >= 2 && u16(bytes, 0) == 0xFFD8) {
      image = new JpegStructure(bytes).read();
    } else if (bytes.length >= 8 && i64(bytes, 0) == PNG_SIGNATURE) {
      image = readPng(bytes);
    } else {
      throw new UndecodableImageException(
          "image: expected a JPEG or PNG, found "
              + bytes.length
              + " bytes that start with "
              + startOf(bytes));
    }
    image.requireSane();
    return image;
  }

  private void requireSane() {
    if (width < 1
        || height < 1
        || width > MAX_SIDE
        || height > MAX_SIDE
        || (long) width * height > MAX_PIXELS) {
      throw new UndecodableImageException(
          "image: expected at most %d pixels a side and %d in all, found %d x %d"
              .formatted(MAX_SIDE, MAX_PIXELS, width, height));
    }
  }

  private static EncodedImage readPng(byte[] bytes) {
    if (bytes.length < 33) {
      throw new UndecodableImageException(
          "image: expected a whole PNG, found its first " + bytes.length + " bytes");
    }
    // every chunk is length, type, data, CRC; the last one is an empty IEND
    int at = 8;
    while (at + 12 <= bytes.length) {
      int length = i32(bytes, at);
      if (i32(bytes, at + 4) == PNG_END) {
        return new EncodedImage(i32(bytes, 16), i32(bytes, 20));
      }
      if (length < 0 || length > bytes.length - at - 12) {
        break;
      }
      at += 12 + length;
    }
    throw new UndecodableImageException(
        "image: expected a whole PNG, found one cut off after " + bytes.length + " bytes");
  }

  private static String startOf(byte[] bytes) {
    StringBuilder text = new StringBuilder("0x");
    for (int i = 0; i < Math.min(8, bytes.length); i++) {
      text.append("%02x".formatted(bytes[i] & 0xFF));
    }
    return text.toString();
  }

  static int u16(byte[] bytes, int at) {
    return (bytes[at] & 0xFF) << 8 | (bytes[at + 1] & 0xFF);
  }

  private static int i32(byte[] bytes, int at) {
    return u16(bytes, at) << 16 | u16(bytes, at + 2);
  }

  private static long i64(byte[] bytes, int at) {
    return (long) i32(bytes, at) << 32 | (i32(bytes, at + 4) & 0xFFFF_FFFFL);
  }
}
