package dev.gantry.detectors;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Random;
import java.util.function.Consumer;
import javax.imageio.ImageIO;

/** Settings and pictures for the tests of this module. */
final class TestObjects {

  static final DetectorSettings SETTINGS =
      new DetectorSettings(Path.of("target", "natives").toAbsolutePath(), 1);

  private TestObjects() {}

  /** A grey road with texture and markings, the same for the same size. */
  static BufferedImage road(int width, int height) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
    Random random = new Random(7);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int grey = 105 + random.nextInt(12);
        image.setRGB(x, y, grey << 16 | grey << 8 | grey);
      }
    }
    Graphics2D g = image.createGraphics();
    g.setColor(new Color(60, 90, 50));
    g.fillRect(0, 0, width, height / 6);
    g.setColor(new Color(215, 215, 205));
    for (int x = 20; x < width; x += 70) {
      g.fillRect(x, height / 2, 30, 5);
      g.fillRect(x + 10, height * 5 / 6, 8, 12);
    }
    g.dispose();
    return image;
  }

  /** A road with something painted on it. */
  static BufferedImage road(int width, int height, Consumer<Graphics2D> paint) {
    BufferedImage image = road(width, height);
    Graphics2D g = image.createGraphics();
    paint.accept(g);
    g.dispose();
    return image;
  }

  static byte[] jpeg(BufferedImage image) {
    return encode(image, "jpg");
  }

  static byte[] png(BufferedImage image) {
    return encode(image, "png");
  }

  private static byte[] encode(BufferedImage image, String format) {
    try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
      ImageIO.write(image, format, out);
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
