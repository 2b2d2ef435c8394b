package dev.gantry.detectors;

import dev.gantry.domain.view.ViewSample;
import java.util.Optional;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/** Makes small images of decoded ones, in memory that is kept between calls. For one thread. */
final class ImageReducer implements AutoCloseable {

  /** Width that images are reduced to, pixels. */
  static final int WIDTH = 320;

  private final Mat small = new Mat();

  /**
   * A small image for images of a size.
   *
   * @param width pixels
   * @param height pixels
   */
  static WorkImage imageFor(int width, int height) {
    int workWidth = Math.min(width, WIDTH);
    int workHeight = Math.max(1, Math.round(height * (workWidth / (float) width)));
    return new WorkImage(workWidth, workHeight);
  }

  /** Fills a small image with a decoded one. */
  void reduce(Mat decoded, WorkImage into) {
    try (Size size = new Size(into.width, into.height)) {
      opencv_imgproc.resize(decoded, small, size, 0, 0, opencv_imgproc.INTER_AREA);
    }
    try (BytePointer data = small.data()) {
      data.get(into.bgr, 0, into.bgr.length);
    }
    into.finish();
  }

  /** What a small image shows. */
  static Optional<ViewSample> view(WorkImage image) {
    return ViewSample.of(image.luma, image.width, image.height);
  }

  @Override
  public void close() {
    small.close();
  }
}
