package dev.gantry.app.calibration;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;

/**
 * Whole numbers drawn as strokes, like those of a pocket calculator: a machine without a desktop
 * has no fonts.
 */
final class StrokeDigits {

  /**
   * Strokes of 0 to 9, each a bit: top, upper right, lower right, bottom, lower left, upper left,
   * middle.
   */
  private static final int[] STROKES = {
    0b0111111, 0b0000110, 0b1011011, 0b1001111, 0b1100110, 0b1101101, 0b1111101, 0b0000111,
    0b1111111, 0b1101111
  };

  private static final int MINUS = 0b1000000;

  /** Ends of the strokes in a cell 2 wide and 4 high, y upwards from the base line. */
  private static final double[][] ENDS = {
    {0, 4, 2, 4}, {2, 4, 2, 2}, {2, 2, 2, 0}, {0, 0, 2, 0}, {0, 2, 0, 0}, {0, 4, 0, 2}, {0, 2, 2, 2}
  };

  private static final double ADVANCE = 3.2;

  private final double unit;

  /**
   * @param size 1 for digits 6 pixels high
   */
  StrokeDigits(double size) {
    this.unit = 1.5 * size;
  }

  double height() {
    return 4 * unit;
  }

  double width(double metres) {
    return text(metres).length() * ADVANCE * unit;
  }

  /** Draws a number from its lower left corner, in the colour set, with a dark rim. */
  void draw(Graphics2D g, double metres, double x, double y) {
    Color colour = g.getColor();
    g.setColor(Color.BLACK);
    strokes(g, metres, x + 1, y + 1);
    g.setColor(new Color(colour.getRGB()));
    strokes(g, metres, x, y);
    g.setColor(colour);
  }

  private void strokes(Graphics2D g, double metres, double x, double y) {
    String text = text(metres);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      int strokes = c == '-' ? MINUS : STROKES[c - '0'];
      double left = x + i * ADVANCE * unit;
      for (int stroke = 0; stroke < ENDS.length; stroke++) {
        if ((strokes >> stroke & 1) == 1) {
          double[] e = ENDS[stroke];
          g.draw(
              new Line2D.Double(
                  left + e[0] * unit, y - e[1] * unit, left + e[2] * unit, y - e[3] * unit));
        }
      }
    }
  }

  private static String text(double metres) {
    return Long.toString(Math.round(metres));
  }
}
