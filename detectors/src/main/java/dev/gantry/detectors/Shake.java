package dev.gantry.detectors;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * How far the camera has moved against the background, as a translation found by matching a few
 * hundred textured points.
 *
 * <p>Every second shift is tried on some of the points, then the neighbours of the best on all of
 * them, then Gauss-Newton steps find the fraction of a pixel. The cost is the mean absolute
 * difference, weighted by texture and clipped so that points hidden by vehicles do not count much.
 * Rotation and zoom are not estimated.
 */
final class Shake {

  /** One point at most per square of this side. */
  private static final int CELL = 6;

  /** Brightness difference across a point that makes it worth matching. */
  private static final float TEXTURE = 8;

  private static final int MIN_POINTS = 8;
  private static final int MAX_POINTS = 300;
  private static final float MAX_WEIGHT = 60;
  private static final int MARGIN = 2;
  private static final float CLIP = 40;

  /** Pixels searched to each side. */
  private static final int REACH = 14;

  /** Points that the coarse search compares. */
  private static final int COARSE_POINTS = 200;

  /** A shift found by search must lower the cost by this share: scenes without texture mislead. */
  private static final double FAR_IMPROVEMENT = 0.7;

  /** A shift must lower the cost by this share, or the camera counts as still. */
  private static final double IMPROVEMENT = 0.85;

  /** Cost at which frame and background agree as they are, in brightness. */
  private static final double AGREES = 2.5;

  private final int width;
  private final int height;
  private int[] all = new int[0];
  private int[] points = all;
  private final float[] weights;

  /** Brightness of the background as it would be shown now: around points, or everywhere. */
  private final float[] shown;

  private final float[] rows;
  private final float[] blurredImage;
  private final float[] blurredBackground;
  private double dx;
  private double dy;

  Shake(int width, int height) {
    this.width = width;
    this.height = height;
    this.weights = new float[width * height];
    this.shown = new float[width * height];
    this.rows = new float[width * height];
    this.blurredImage = new float[width * height];
    this.blurredBackground = new float[width * height];
  }

  /** Picks the points to match: the strongest in each square, and of those the strongest. */
  void choosePoints(float[] background) {
    List<Integer> chosen = new ArrayList<>();
    for (int top = MARGIN; top < height - MARGIN; top += CELL) {
      for (int left = MARGIN; left < width - MARGIN; left += CELL) {
        int best = strongest(background, left, top);
        if (texture(background, best) > TEXTURE) {
          chosen.add(best);
        }
      }
    }
    chosen.sort(Comparator.comparingDouble(point -> -texture(background, point)));
    all = chosen.stream().limit(MAX_POINTS).mapToInt(Integer::intValue).toArray();
    for (int point : all) {
      weights[point] = Math.min(MAX_WEIGHT, texture(background, point));
    }
  }

  private int strongest(float[] background, int left, int top) {
    int best = top * width + left;
    for (int y = top; y < Math.min(top + CELL, height - MARGIN); y++) {
      for (int x = left; x < Math.min(left + CELL, width - MARGIN); x++) {
        if (texture(background, y * width + x) > texture(background, best)) {
          best = y * width + x;
        }
      }
    }
    return best;
  }

  private float texture(float[] background, int i) {
    return Math.abs(background[i + 1] - background[i - 1])
        + Math.abs(background[i + width] - background[i - width]);
  }

  /**
   * Estimates the shift. What was hidden by objects in the last frame is not compared.
   *
   * @param image brightness
   * @param background what the camera saw
   * @param tone how it would show that now
   */
  void estimate(float[] image, BackgroundModel background, ToneCurve tone) {
    points = uncovered(background.mask);
    if (points.length < Math.max(MIN_POINTS, all.length / 3)) {
      points = all;
    }
    if (points.length < MIN_POINTS) {
      dx = 0;
      dy = 0;
      return;
    }
    background.show(tone, points, shown);
    double still = cost(image, shown, 0, 0);
    double[] near = refine(image, shown, dx, dy);
    if (near[2] > AGREES) {
      background.show(tone, shown);
      double[] far = search(image, shown);
      near = far[2] < FAR_IMPROVEMENT * near[2] ? far : near;
    }
    boolean moved = near[2] < IMPROVEMENT * still;
    dx = moved ? near[0] : 0;
    dy = moved ? near[1] : 0;
  }

  private int[] uncovered(byte[] mask) {
    var found = new int[all.length];
    int count = 0;
    for (int point : all) {
      if (mask[point] < BackgroundModel.WEAK) {
        found[count++] = point;
      }
    }
    return Arrays.copyOf(found, count);
  }

  /** The best shift in reach, with its cost. */
  private double[] search(float[] sharpImage, float[] sharpBackground) {
    // blurred, since fine texture matches only within half a pixel
    float[] image = blur(sharpImage, blurredImage);
    float[] background = blur(sharpBackground, blurredBackground);
    int bestX = 0;
    int bestY = 0;
    double best = Double.MAX_VALUE;
    int stride = Math.max(1, points.length / COARSE_POINTS);
    for (int y = -REACH; y <= REACH; y += 2) {
      for (int x = -REACH; x <= REACH; x += 2) {
        double cost = wholeCost(image, background, x, y, stride);
        if (cost < best) {
          best = cost;
          bestX = x;
          bestY = y;
        }
      }
    }
    best = wholeCost(image, background, bestX, bestY, 1);
    int aroundX = bestX;
    int aroundY = bestY;
    for (int y = aroundY - 1; y <= aroundY + 1; y++) {
      for (int x = aroundX - 1; x <= aroundX + 1; x++) {
        double cost = wholeCost(image, background, x, y, 1);
        if (cost < best) {
          best = cost;
          bestX = x;
          bestY = y;
        }
      }
    }
    double[] coarse = refine(image, background, bestX, bestY);
    return refine(sharpImage, sharpBackground, coarse[0], coarse[1]);
  }

  /** Means over squares of 5 x 5 pixels. */
  private float[] blur(float[] from, float[] to) {
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        float sum = 0;
        for (int n = -2; n <= 2; n++) {
          sum += from[y * width + Math.max(0, Math.min(width - 1, x + n))];
        }
        rows[y * width + x] = sum;
      }
    }
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        float sum = 0;
        for (int n = -2; n <= 2; n++) {
          sum += rows[Math.max(0, Math.min(height - 1, y + n)) * width + x];
        }
        to[y * width + x] = sum / 25;
      }
    }
    return to;
  }

  /** Gauss-Newton steps from a shift; the better of start and end, with its cost. */
  private double[] refine(float[] image, float[] background, double startX, double startY) {
    double x = startX;
    double y = startY;
    for (int iteration = 0; iteration < 3; iteration++) {
      double xx = 0;
      double xy = 0;
      double yy = 0;
      double xe = 0;
      double ye = 0;
      for (int point : points) {
        double value = sample(image, point, x, y);
        if (Double.isNaN(value)) {
          continue;
        }
        double error = value - background[point];
        if (Math.abs(error) > CLIP) {
          continue;
        }
        double gx = (background[point + 1] - background[point - 1]) / 2;
        double gy = (background[point + width] - background[point - width]) / 2;
        xx += gx * gx;
        xy += gx * gy;
        yy += gy * gy;
        xe += gx * error;
        ye += gy * error;
      }
      // damped, so that a direction without texture stays where it is
      double damping = 1e-3 * (xx + yy) + 1;
      double determinant = (xx + damping) * (yy + damping) - xy * xy;
      double stepX = ((yy + damping) * xe - xy * ye) / determinant;
      double stepY = ((xx + damping) * ye - xy * xe) / determinant;
      x -= Math.max(-1, Math.min(1, stepX));
      y -= Math.max(-1, Math.min(1, stepY));
    }
    double before = cost(image, background, startX, startY);
    double after = cost(image, background, x, y);
    return after < before ? new double[] {x, y, after} : new double[] {startX, startY, before};
  }

  private double wholeCost(float[] image, float[] background, int x, int y, int stride) {
    double sum = 0;
    double used = 0;
    for (int n = 0; n < points.length; n += stride) {
      int point = points[n];
      int atX = point % width + x;
      int atY = point / width + y;
      if (atX >= 0 && atY >= 0 && atX < width && atY < height) {
        float difference = Math.abs(image[atY * width + atX] - background[point]);
        sum += weights[point] * Math.min(CLIP, difference);
        used += weights[point];
      }
    }
    // a small pull towards no shift settles directions that have no texture
    double pull = 0.002 * (Math.abs(x) + Math.abs(y));
    return used < MIN_POINTS * TEXTURE ? CLIP : sum / used + pull;
  }

  private double cost(float[] image, float[] background, double x, double y) {
    double sum = 0;
    double used = 0;
    for (int point : points) {
      double value = sample(image, point, x, y);
      if (!Double.isNaN(value)) {
        sum += weights[point] * Math.min(CLIP, Math.abs(value - background[point]));
        used += weights[point];
      }
    }
    return used < MIN_POINTS * TEXTURE ? CLIP : sum / used;
  }

  /** Brightness at a point moved by (x, y), bilinear; NaN outside. */
  private double sample(float[] image, int point, double x, double y) {
    double atX = point % width + x;
    int row = point / width;
    double atY = row + y;
    int left = (int) Math.floor(atX);
    int top = (int) Math.floor(atY);
    if (left < 0 || top < 0 || left + 1 >= width || top + 1 >= height) {
      return Double.NaN;
    }
    double fx = atX - left;
    double fy = atY - top;
    int i = top * width + left;
    double upper = image[i] * (1 - fx) + image[i + 1] * fx;
    double lower = image[i + width] * (1 - fx) + image[i + width + 1] * fx;
    return upper * (1 - fy) + lower * fy;
  }

  /** Pixels to the right: what was at x in the background is at x + dx in the image. */
  double dx() {
    return dx;
  }

  /** Pixels downwards. */
  double dy() {
    return dy;
  }

  /** Whether the image is displaced enough to move it back. */
  boolean moved() {
    return Math.abs(dx) > 0.1 || Math.abs(dy) > 0.1;
  }
}
