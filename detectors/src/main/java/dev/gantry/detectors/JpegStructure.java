package dev.gantry.detectors;

import dev.gantry.domain.detection.UndecodableImageException;

/** Walks the markers of a JPEG (ITU T.81, annex B) from its start to its end-of-image marker. */
final class JpegStructure {

  private static final int START_OF_SCAN = 0xDA;
  private static final int END_OF_IMAGE = 0xD9;

  private final byte[] bytes;
  private int at = 2;
  private int width;
  private int height;

  JpegStructure(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * Size of the image.
   *
   * @throws UndecodableImageException when the image is cut off or its markers make no sense
   */
  EncodedImage read() {
    while (true) {
      int marker = nextMarker();
      if (marker == END_OF_IMAGE) {
        break;
      }
      if (standsAlone(marker)) {
        continue;
      }
      int length = segmentLength(marker);
      if (isFrameHeader(marker)) {
        readFrameHeader(length);
      }
      at += length;
      if (marker == START_OF_SCAN) {
        skipEntropyCodedData();
      }
    }
    if (width == 0) {
      throw new UndecodableImageException(
          "image: expected a JPEG with a frame header and a height, found none before its end");
    }
    return new EncodedImage(width, height);
  }

  private int nextMarker() {
    if (at + 2 > bytes.length) {
      throw cutOff();
    }
    if ((bytes[at] & 0xFF) != 0xFF) {
      throw new UndecodableImageException(
          "image: expected a JPEG marker at byte %d, found 0x%02x".formatted(at, bytes[at]));
    }
    // any number of fill bytes may come before the code
    while (at + 1 < bytes.length && (bytes[at + 1] & 0xFF) == 0xFF) {
      at++;
    }
    if (at + 2 > bytes.length) {
      throw cutOff();
    }
    int marker = bytes[at + 1] & 0xFF;
    at += 2;
    return marker;
  }

  private int segmentLength(int marker) {
    if (at + 2 > bytes.length) {
      throw cutOff();
    }
    int length = EncodedImage.u16(bytes, at);
    if (length < 2) {
      throw new UndecodableImageException(
          "image: expected a JPEG segment of 2 bytes or more after marker 0x%02x, found %d"
              .formatted(marker, length));
    }
    if (at + length > bytes.length) {
      throw cutOff();
    }
    return length;
  }

  private void readFrameHeader(int length) {
    if (length < 8) {
      throw new UndecodableImageException(
          "image: expected a JPEG frame header of 8 bytes or more, found " + length);
    }
    height = EncodedImage.u16(bytes, at + 3);
    width = height == 0 ? 0 : EncodedImage.u16(bytes, at + 5);
  }

  private void skipEntropyCodedData() {
    for (; at + 1 < bytes.length; at++) {
      if (bytes[at] == (byte) 0xFF) {
        int code = bytes[at + 1] & 0xFF;
        boolean data = code == 0 || code == 0xFF || isRestart(code);
        if (!data) {
          return;
        }
      }
    }
    throw cutOff();
  }

  private UndecodableImageException cutOff() {
    return new UndecodableImageException(
        "image: expected a whole JPEG, found one cut off after " + bytes.length + " bytes");
  }

  /** SOF0 to SOF15, without DHT, JPG and DAC that lie between them. */
  private static boolean isFrameHeader(int marker) {
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
  }

  private static boolean isRestart(int marker) {
    return marker >= 0xD0 && marker <= 0xD7;
  }

  private static boolean standsAlone(int marker) {
    return isRestart(marker) || marker == 0x01 || marker == 0xD8;
  }
}
