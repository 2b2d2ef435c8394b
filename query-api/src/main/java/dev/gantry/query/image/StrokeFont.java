package dev.gantry.query.image;

import java.awt.Shape;
import java.awt.geom.Path2D;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.StringTokenizer;

/**
 * A small font of strokes, so that text can be drawn on a machine without fonts.
 *
 * <p>The resource {@code strokes.txt} has a glyph a line: the character, its advance, and a path of
 * M, L and Q with coordinates in units of a sixth of a capital's height, from the top left of the
 * capital. A character that is missing is drawn as a small box.
 */
final class StrokeFont {

  private static final double CAPITAL = 6;
  private static final Map<Character, Glyph> GLYPHS = load();
  private static final Glyph MISSING = glyph("5 M0.5 2.5 L3.5 2.5 L3.5 6 L0.5 6 L0.5 2.5");

  private StrokeFont() {}

  /** Width of a text whose capitals have a height, both in pixels. */
  static double width(String text, double capital) {
    double units = 0;
    for (int i = 0; i < text.length(); i++) {
      units += glyphOf(text.charAt(i)).advance;
    }
    // the last advance ends with the gap to a next character
    return Math.max(0, units - 1) * capital / CAPITAL;
  }

  /** Strokes of a text that begins at x and stands on a baseline, all in pixels. */
  static Shape shape(String text, double x, double baseline, double capital) {
    double scale = capital / CAPITAL;
    Path2D path = new Path2D.Double();
    double left = x;
    for (int i = 0; i < text.length(); i++) {
      Glyph glyph = glyphOf(text.charAt(i));
      glyph.append(path, left, baseline - capital, scale);
      left += glyph.advance * scale;
    }
    return path;
  }

  private static Glyph glyphOf(char character) {
    return GLYPHS.getOrDefault(character, MISSING);
  }

  private static Map<Character, Glyph> load() {
    Map<Character, Glyph> glyphs = new HashMap<>();
    InputStream in = StrokeFont.class.getResourceAsStream("strokes.txt");
    if (in == null) {
      throw new IllegalStateException("missing from the class path: strokes.txt");
    }
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.length() > 1) {
          glyphs.put(line.charAt(0), glyph(line.substring(2)));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return glyphs;
  }

  private static Glyph glyph(String text) {
    int space = text.indexOf(' ');
    String advance = space < 0 ? text : text.substring(0, space);
    return new Glyph(Double.parseDouble(advance), space < 0 ? "" : text.substring(space + 1));
  }

  private record Glyph(double advance, String strokes) {

    void append(Path2D path, double left, double top, double scale) {
      StringTokenizer tokens = new StringTokenizer(strokes);
      while (tokens.hasMoreTokens()) {
        String token = tokens.nextToken();
        double x = left + scale * Double.parseDouble(token.substring(1));
        double y = top + scale * Double.parseDouble(tokens.nextToken());
        switch (token.charAt(0)) {
          case 'M' -> path.moveTo(x, y);
          case 'L' -> path.lineTo(x, y);
          case 'Q' ->
              path.quadTo(
                  x,
                  y,
                  left + scale * Double.parseDouble(tokens.nextToken()),
                  top + scale * Double.parseDouble(tokens.nextToken()));
          default -> throw new IllegalStateException("strokes.txt: no such stroke: " + token);
        }
      }
    }
  }
}
