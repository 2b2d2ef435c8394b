package dev.gantry.detectors;

import dev.gantry.domain.detection.ModelDescriptor.ColorOrder;
import dev.gantry.domain.detection.ModelDescriptor.Input;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * Turns images into the input of a model, {@code 1 x 3 x height x width} floats in one direct
 * buffer that is kept. For one thread.
 */
final class InputTensor implements AutoCloseable {

  /** Grey of the bars of a letterbox, before scaling; what YOLO models are trained with. */
  private static final int BAR = 114;

  private final Input input;
  private final float[] scaled = new float[256];
  private final float[] row;
  private final ByteBuffer bytes;
  private final FloatBuffer floats;
  private final Mat resized = new Mat();
  private byte[] pixels = new byte[0];
  private int left;
  private int top;
  private int filledWidth;
  private int filledHeight;
  private double scaleX = 1;
  private double scaleY = 1;

  InputTensor(Input input) {
    this.input = input;
    for (int v = 0; v < 256; v++) {
      scaled[v] = (float) (v * input.scale());
    }
    this.row = new float[input.width()];
    this.bytes =
        ByteBuffer.allocateDirect(Math.multiplyExact(3 * 4, input.width() * input.height()))
            .order(ByteOrder.nativeOrder());
    this.floats = bytes.asFloatBuffer();
  }

  /** The floats, as the last {@link #fill} left them. */
  ByteBuffer buffer() {
    bytes.rewind();
    return bytes;
  }

  /**
   * Fills the tensor.
   *
   * @param image 8-bit BGR, full size or reduced
   * @param fullWidth width of the image at full size, pixels
   * @param fullHeight height of it
   */
  void fill(Mat image, int fullWidth, int fullHeight) {
    place(fullWidth, fullHeight);
    try (Size size = new Size(filledWidth, filledHeight)) {
      opencv_imgproc.resize(image, resized, size, 0, 0, opencv_imgproc.INTER_LINEAR);
    }
    int count = filledWidth * filledHeight * 3;
    if (pixels.length != count) {
      pixels = new byte[count];
    }
    try (BytePointer data = resized.data()) {
      data.get(pixels, 0, count);
    }
    boolean rgb = input.color() == ColorOrder.RGB;
    int plane = input.width() * input.height();
    for (int c = 0; c < 3; c++) {
      int from = rgb ? 2 - c : c;
      for (int y = 0; y < filledHeight; y++) {
        int p = y * filledWidth * 3 + from;
        for (int x = 0; x < filledWidth; x++, p += 3) {
          row[x] = scaled[pixels[p] & 0xFF];
        }
        floats.put(c * plane + (y + top) * input.width() + left, row, 0, filledWidth);
      }
    }
  }

  /** Fills the tensor with the grey of the bars. */
  void blank() {
    Arrays.fill(row, scaled[BAR]);
    for (int y = 0; y < 3 * input.height(); y++) {
      floats.put(y * input.width(), row);
    }
  }

  private void place(int width, int height) {
    int beforeWidth = filledWidth;
    int beforeHeight = filledHeight;
    if (input.letterbox()) {
      double scale = Math.min(input.width() / (double) width, input.height() / (double) height);
      filledWidth = Math.max(1, Math.min(input.width(), (int) Math.round(width * scale)));
      filledHeight = Math.max(1, Math.min(input.height(), (int) Math.round(height * scale)));
    } else {
      filledWidth = input.width();
      filledHeight = input.height();
    }
    left = (input.width() - filledWidth) / 2;
    top = (input.height() - filledHeight) / 2;
    scaleX = width / (double) filledWidth;
    scaleY = height / (double) filledHeight;
    if (filledWidth != beforeWidth || filledHeight != beforeHeight) {
      blank();
    }
  }

  /** From a column of the input to one of the image at full size, pixels. */
  double imageX(double inputX) {
    return (inputX - left) * scaleX;
  }

  /** From a row of the input to one of the image at full size, pixels. */
  double imageY(double inputY) {
    return (inputY - top) * scaleY;
  }

  @Override
  public void close() {
    resized.close();
  }
}
