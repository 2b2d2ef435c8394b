package dev.gantry.ingest.city.render;

import dev.gantry.ingest.city.Draws;
import java.util.SplittableRandom;

/** Rain in the air: streaks that are other in every frame, and a veil that takes contrast. */
final class Rain {

  private static final int MOST_STREAKS = 260;
  private static final double SLANT = .12;

  private final View view;
  private final long seed;

  Rain(View view, long seed) {
    this.view = view;
    this.seed = seed;
  }

  /**
   * Adds the rain of a frame.
   *
   * @param amount 0 to 1
   * @param shine brightness of a streak, 0 to 255
   */
  void addTo(byte[] pixels, double amount, int shine, long seq) {
    var random = new SplittableRandom(Draws.mix(seed, seq));
    int streaks = (int) (MOST_STREAKS * amount);
    for (int i = 0; i < streaks; i++) {
      double near = random.nextDouble();
      double u = view.width() * (1.1 * random.nextDouble() - .05);
      int top = (int) (view.height() * (1.1 * random.nextDouble() - .1));
      streak(pixels, u, top, (int) (7 + 20 * near * near), (int) (14 + 34 * near), shine);
    }
  }

  private void streak(byte[] pixels, double u, int top, int length, int opacity, int shine) {
    for (int i = 0; i < length; i++) {
      int row = top + i;
      int column = (int) Math.floor(u - SLANT * i);
      if (row < 0 || row >= view.height() || column < 0 || column >= view.width()) {
        continue;
      }
      int at = 3 * (row * view.width() + column);
      for (int channel = at; channel < at + 3; channel++) {
        pixels[channel] = Brightness.towards(pixels[channel], shine, opacity);
      }
    }
  }
}
