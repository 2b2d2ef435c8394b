package dev.gantry.ingest;

import dev.gantry.domain.hash.Sha256;
import dev.gantry.schemas.records.Frame;
import java.nio.ByteBuffer;
import java.util.HexFormat;

/** The image of a frame as its record holds it. */
final class FrameImage {

  private FrameImage() {}

  /** A frame with its image, to which all else is still to be added. */
  static Frame.Builder jpeg(int width, int height, byte[] jpeg) {
    return Frame.newBuilder()
        .setWidth(width)
        .setHeight(height)
        .setEncoding("jpeg")
        .setImage(ByteBuffer.wrap(jpeg))
        .setImageRef("")
        .setImageSha256(HexFormat.of().formatHex(Sha256.digest().digest(jpeg)));
  }
}
