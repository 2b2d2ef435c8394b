package dev.gantry.ingest.image;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Encodes images as JPEG, with the JDK's own encoder: no natives, and the same bytes for the same
 * pixels.
 *
 * <p>Used by one thread at a time: the encoder is kept between images.
 */
public final class JpegEncoder implements AutoCloseable {

  /** Most bytes an inline image of a frame may have. */
  public static final int MAX_BYTES = 1024 * 1024;

  /** Quality steps go no lower: below, blocks are larger than what there is to see. */
  private static final int LOWEST_QUALITY = 10;

  private static final int QUALITY_STEP = 15;

  private final ImageWriter writer;
  private final ImageWriteParam parameters;
  private final int quality;
  private final int maxBytes;

  /**
   * @param quality 1 (smallest) to 100 (best)
   */
  public JpegEncoder(int quality) {
    this(quality, MAX_BYTES);
  }

  JpegEncoder(int quality, int maxBytes) {
    if (quality < 1 || quality > 100) {
      throw new IllegalArgumentException("jpeg quality: expected 1 to 100, found " + quality);
    }
    this.quality = quality;
    this.maxBytes = maxBytes;
    this.writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    this.parameters = writer.getDefaultWriteParam();
    parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
  }

  /**
   * Encodes an image in at most {@link #MAX_BYTES}: at the quality asked for, or at the next lower
   * one (in steps of 15) at which it fits.
   *
   * @param image without transparency
   * @return the bytes of a JPEG file
   * @throws IllegalArgumentException when it does not fit at any quality
   */
  public byte[] encode(BufferedImage image) {
    int tried = quality;
    while (true) {
      byte[] jpeg = encode(image, tried);
      if (jpeg.length <= maxBytes) {
        return jpeg;
      }
      if (tried <= LOWEST_QUALITY) {
        throw new IllegalArgumentException(
            "image of %d x %d: expected at most %d bytes as JPEG, found %d at quality %d; make it smaller"
                .formatted(image.getWidth(), image.getHeight(), maxBytes, jpeg.length, tried));
      }
      tried = Math.max(LOWEST_QUALITY, tried - QUALITY_STEP);
    }
  }

  private byte[] encode(BufferedImage image, int percent) {
    var bytes = new ByteArrayOutputStream(64 * 1024);
    parameters.setCompressionQuality(percent / 100f);
    try (var out = new MemoryCacheImageOutputStream(bytes)) {
      writer.setOutput(out);
      writer.write(null, new IIOImage(image, null, null), parameters);
    } catch (IOException e) {
      throw new UncheckedIOException("can't encode in memory", e);
    } finally {
      writer.reset();
    }
    return bytes.toByteArray();
  }

  @Override
  public void close() {
    writer.dispose();
  }
}
