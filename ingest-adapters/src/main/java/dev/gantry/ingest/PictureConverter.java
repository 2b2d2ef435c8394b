package dev.gantry.ingest;

import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_BGR24;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BILINEAR;
import static org.bytedeco.ffmpeg.global.swscale.sws_freeContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getCachedContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.ffmpeg.swscale.SwsFilter;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerPointer;
import org.jspecify.annotations.Nullable;

/** Turns decoded frames of any pixel format and size into images of one size. */
final class PictureConverter implements AutoCloseable {

  /** swscale writes whole vectors: rows begin at multiples of this, and there is one row more. */
  private static final int ALIGNMENT = 64;

  private final int width;
  private final int height;
  private final int stride;
  private final BytePointer pixels;
  private final PointerPointer<BytePointer> planes;
  private final IntPointer strides;
  private final BufferedImage image;
  private @Nullable SwsContext scaler;

  PictureConverter(int width, int height) {
    this.width = width;
    this.height = height;
    this.stride = (3 * width + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    this.pixels = new BytePointer((long) stride * (height + 1));
    this.planes = new PointerPointer<BytePointer>(4).put(0, pixels);
    this.strides = new IntPointer(stride, 0, 0, 0);
    this.image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
  }

  /**
   * Converts a frame. The same image every time.
   *
   * @throws SourceException when its pixel format can't be converted
   */
  BufferedImage convert(AVFrame frame) {
    scaler =
        sws_getCachedContext(
            scaler,
            frame.width(),
            frame.height(),
            frame.format(),
            width,
            height,
            AV_PIX_FMT_BGR24,
            SWS_BILINEAR,
            (SwsFilter) null,
            (SwsFilter) null,
            (DoublePointer) null);
    if (scaler == null || scaler.isNull()) {
      throw new SourceException(
          "video: expected pixels that can be converted, found format "
              + frame.format()
              + " at "
              + frame.width()
              + "x"
              + frame.height());
    }
    sws_scale(scaler, frame.data(), frame.linesize(), 0, frame.height(), planes, strides);
    byte[] into = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
    for (int row = 0; row < height; row++) {
      pixels.position((long) row * stride).get(into, row * width * 3, width * 3);
    }
    pixels.position(0);
    return image;
  }

  @Override
  public void close() {
    if (scaler != null) {
      sws_freeContext(scaler);
      scaler = null;
    }
    strides.close();
    planes.close();
    pixels.close();
  }
}
