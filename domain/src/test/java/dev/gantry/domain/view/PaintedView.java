package dev.gantry.domain.view;

import java.util.Arrays;
import java.util.Random;

/**
 * A street as a camera sees it, in brightness only, wider than one picture of it: houses with
 * windows under the sky, a road with lines. The same seed paints the same.
 */
final class PaintedView {

  static final int WIDTH = 320;
  static final int HEIGHT = 180;
  private static final int PANORAMA = 900;
  private static final double SENSOR_NOISE = .8;

  private static final float[] NOISE = new float[1 << 18];

  static {
    Random random = new Random(0);
    for (int i = 0; i < NOISE.length; i++) {
      NOISE[i] = (float) (SENSOR_NOISE * random.nextGaussian());
    }
  }

  private final float[] panorama = new float[PANORAMA * HEIGHT];
  private final Random noise;
  private int left = 200;
  private int shake;
  private double gain = 1;
  private double contrast = 1;
  private double rain;

  PaintedView(long seed) {
    Random random = new Random(seed);
    noise = new Random(seed + 1);
    Arrays.fill(panorama, 205);
    for (int x = 0; x < PANORAMA; ) {
      int wide = 30 + random.nextInt(60);
      int top = 15 + random.nextInt(60);
      fill(panorama, PANORAMA, x, top, x + wide, 120, 60 + random.nextInt(110));
      windows(random, x, top, wide);
      x += wide + random.nextInt(12);
    }
    fill(panorama, PANORAMA, 0, 112, PANORAMA, HEIGHT, 95);
    for (int x = 0; x < PANORAMA; x += 46 + random.nextInt(20)) {
      fill(panorama, PANORAMA, x, 138 + random.nextInt(20), x + 22, 145 + random.nextInt(20), 190);
      fill(panorama, PANORAMA, x, 116, x + 3, 134, 45);
    }
  }

  private void windows(Random random, int x, int top, int wide) {
    int light = 30 + random.nextInt(200);
    int every = 9 + random.nextInt(8);
    for (int row = top + 5; row < 108; row += every) {
      for (int column = x + 4; column < x + wide - 6; column += every + 3) {
        fill(panorama, PANORAMA, column, row, column + 5, row + 6, light);
      }
    }
  }

  /** Looks so many pixels aside. */
  PaintedView turned(int pixels) {
    left = 200 + pixels;
    return this;
  }

  /** Sways by up to so many pixels. */
  PaintedView shaken(int pixels) {
    shake = pixels;
    return this;
  }

  /** Takes so much of the light. */
  PaintedView light(double share) {
    gain = share;
    return this;
  }

  /** Has so much of the contrast, as in fog. */
  PaintedView contrast(double share) {
    contrast = share;
    return this;
  }

  /** Has drops before the lens, up to so many steps bright. */
  PaintedView rain(double steps) {
    rain = steps;
    return this;
  }

  /** The next picture, with nobody in the street. */
  float[] picture() {
    float[] picture = new float[WIDTH * HEIGHT];
    int sway = shake == 0 ? 0 : noise.nextInt(2 * shake + 1) - shake;
    for (int y = 0; y < HEIGHT; y++) {
      System.arraycopy(panorama, y * PANORAMA + left + sway, picture, y * WIDTH, WIDTH);
    }
    return picture;
  }

  /** The next sample of it. */
  ViewSample sample() {
    return sample(picture());
  }

  /** The sample of a picture in the light and weather of the moment, taken by a noisy sensor. */
  ViewSample sample(float[] picture) {
    int at = noise.nextInt(NOISE.length);
    for (int drop = 0; rain > 0 && drop < picture.length / 40; drop++) {
      picture[noise.nextInt(picture.length)] += (float) (rain * noise.nextDouble());
    }
    for (int i = 0; i < picture.length; i++) {
      double seen = gain * (128 + contrast * (picture[i] - 128)) + NOISE[at++ % NOISE.length];
      picture[i] = (float) Math.max(0, Math.min(255, seen));
    }
    return ViewSample.of(picture, WIDTH, HEIGHT).orElseThrow();
  }

  /** Paints something before a picture. */
  static void fill(float[] picture, int width, int x0, int y0, int x1, int y1, float light) {
    for (int y = Math.max(0, y0); y < Math.min(HEIGHT, y1); y++) {
      for (int x = Math.max(0, x0); x < Math.min(width, x1); x++) {
        picture[y * width + x] = light;
      }
    }
  }

  /** A lorry with its left side at a place: tall enough to hide more than half of the picture. */
  static float[] withLorry(float[] picture, int x, int length) {
    fill(picture, WIDTH, x, 20, x + length, 170, 225);
    fill(picture, WIDTH, x, 20, x + length, 26, 120);
    fill(picture, WIDTH, x + length / 2, 26, x + length / 2 + 4, 150, 150);
    fill(picture, WIDTH, x + 12, 150, x + 34, 176, 15);
    return picture;
  }
}
