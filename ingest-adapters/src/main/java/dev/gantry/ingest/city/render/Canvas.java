package dev.gantry.ingest.city.render;

import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;

/**
 * A picture that is painted on, before and behind what stands still in it. Used by one thread at a
 * time.
 */
final class Canvas {

  private final int width;
  private final int height;
  private final BufferedImage image;
  private final byte[] pixels;
  private final Scan scan;
  private float[] standing;
  private float depth;
  private int red;
  private int green;
  private int blue;
  private int opacity;

  Canvas(int width, int height) {
    this.width = width;
    this.height = height;
    this.image = redFirst(width, height);
    this.pixels = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
    this.scan = new Scan(width, height);
    this.standing = new float[0];
  }

  /**
   * An image in the order that the JPEG encoder takes: it copies rows as they are, where those of
   * {@link BufferedImage#TYPE_3BYTE_BGR} are turned round pixel by pixel.
   */
  private static BufferedImage redFirst(int width, int height) {
    ColorSpace colours = ColorSpace.getInstance(ColorSpace.CS_sRGB);
    var model =
        new ComponentColorModel(colours, false, false, Transparency.OPAQUE, DataBuffer.TYPE_BYTE);
    WritableRaster raster =
        Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, width, height, 3, null);
    return new BufferedImage(model, raster, false, null);
  }

  /** Begins a new picture. */
  void begin(Backdrop backdrop) {
    System.arraycopy(backdrop.pixels(), 0, pixels, 0, pixels.length);
    standing = backdrop.standing();
  }

  BufferedImage image() {
    return image;
  }

  /** Rows of pixels from the top, each red, green, blue. */
  byte[] pixels() {
    return pixels;
  }

  /** From now on paints at a depth: behind what stands nearer. */
  void at(double metres) {
    depth = (float) metres;
  }

  /** Whether a pixel shows something that stands nearer than what is painted now. */
  boolean isHidden(int pixel) {
    return standing[pixel] < depth;
  }

  /**
   * Whether nothing would be seen of what is painted now within a polygon: outside of the picture,
   * or hidden wherever it is. A pixel more each way is looked at than it covers.
   */
  boolean isHidden(Polygon polygon) {
    int left = width;
    int right = 0;
    int top = height;
    int bottom = 0;
    for (int i = 0; i < polygon.size(); i++) {
      left = Math.min(left, (int) Math.floor(polygon.x(i)) - 1);
      right = Math.max(right, (int) Math.floor(polygon.x(i)) + 2);
      top = Math.min(top, (int) Math.floor(polygon.y(i)) - 1);
      bottom = Math.max(bottom, (int) Math.floor(polygon.y(i)) + 2);
    }
    for (int y = Math.max(0, top); y < Math.min(height, bottom); y++) {
      if (!isHidden(y * width + Math.max(0, left), y * width + Math.min(width, right))) {
        return false;
      }
    }
    return true;
  }

  private boolean isHidden(int from, int to) {
    for (int pixel = from; pixel < to; pixel++) {
      if (!isHidden(pixel)) {
        return false;
      }
    }
    return true;
  }

  /**
   * Fills a polygon.
   *
   * @param rgb 0xRRGGBB
   * @param share 0 for nothing to 1 for opaque
   */
  void fill(Polygon polygon, int rgb, double share) {
    red = (rgb >> 16) & 0xFF;
    green = (rgb >> 8) & 0xFF;
    blue = rgb & 0xFF;
    opacity = (int) (share * 256);
    scan.fill(polygon, this::blend);
  }

  /**
   * Mixes a colour into a pixel.
   *
   * @param rgb 0xRRGGBB
   * @param share 0 for nothing to 256 for opaque
   */
  void mix(int pixel, int rgb, int share) {
    if (!isHidden(pixel)) {
      int at = 3 * pixel;
      pixels[at] = Brightness.towards(pixels[at], (rgb >> 16) & 0xFF, share);
      pixels[at + 1] = Brightness.towards(pixels[at + 1], (rgb >> 8) & 0xFF, share);
      pixels[at + 2] = Brightness.towards(pixels[at + 2], rgb & 0xFF, share);
    }
  }

  private void blend(int y, int from, int to, int[] coverage) {
    int row = y * width;
    for (int x = from; x < to; x++) {
      int share = Brightness.part(coverage[x], opacity);
      if (share > 0 && !isHidden(row + x)) {
        int at = 3 * (row + x);
        pixels[at] = Brightness.towards(pixels[at], red, share);
        pixels[at + 1] = Brightness.towards(pixels[at + 1], green, share);
        pixels[at + 2] = Brightness.towards(pixels[at + 2], blue, share);
      }
    }
  }
}
