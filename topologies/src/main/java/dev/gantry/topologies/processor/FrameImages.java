package dev.gantry.topologies.processor;

import dev.gantry.domain.hash.Sha256;
import java.nio.ByteBuffer;
import java.util.HexFormat;

/** The image of a frame as bytes. */
final class FrameImages {

  private FrameImages() {}

  /** A copy of the bytes, whose buffer stays as it is. */
  static byte[] bytes(ByteBuffer image) {
    byte[] bytes = new byte[image.remaining()];
    image.duplicate().get(bytes);
    return bytes;
  }

  /** SHA-256, 64 lower-case hexadecimal digits. */
  static String sha256(byte[] bytes) {
    return HexFormat.of().formatHex(Sha256.digest().digest(bytes));
  }
}
