package dev.gantry.query.image;

import dev.gantry.domain.geometry.Box;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Draws marks on a frame: boxes with a label above, all sized to the image.
 *
 * <p>Text is drawn by {@link StrokeFont}: Java's own needs fonts and fontconfig on the machine,
 * which a server often has not.
 */
final class FramePainter {

  private static final float QUALITY = 0.85f;
  private static final Color INK = new Color(8, 12, 18);
  private static final Color HALO = new Color(8, 12, 18, 150);

  private FramePainter() {}

  /**
   * Draws marks.
   *
   * @param jpeg encoded frame
   * @return the frame with marks, JPEG; the frame itself when it can't be decoded or has no marks
   */
  static byte[] paint(byte[] jpeg, List<Mark> marks) {
    BufferedImage image = decode(jpeg);
    if (image == null || marks.isEmpty()) {
      return jpeg;
    }
    Graphics2D canvas = image.createGraphics();
    try {
      canvas.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
      canvas.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
      double size = Math.max(1, image.getHeight() / 432.0);
      // calm ones first, so that what is urgent lies on top
      marks.stream()
          .sorted((a, b) -> a.tone().compareTo(b.tone()))
          .forEach(mark -> draw(canvas, mark, size, image));
    } finally {
      canvas.dispose();
    }
    return encode(image);
  }

  private static void draw(Graphics2D canvas, Mark mark, double size, BufferedImage image) {
    Box box = mark.box();
    Rectangle2D outline = new Rectangle2D.Double(box.x(), box.y(), box.width(), box.height());
    canvas.setColor(HALO);
    canvas.setStroke(new BasicStroke((float) (4 * size)));
    canvas.draw(outline);
    canvas.setColor(colour(mark.tone()));
    float width = (float) (2 * size);
    float[] dashes = {(float) (6 * size), (float) (5 * size)};
    canvas.setStroke(
        mark.observed()
            ? new BasicStroke(width)
            : new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, dashes, 0));
    canvas.draw(outline);
    label(canvas, mark, size, image);
  }

  /** Above the box, or inside its top when there is no room; pushed in from the right edge. */
  private static void label(Graphics2D canvas, Mark mark, double size, BufferedImage image) {
    double capital = 9 * size;
    double pad = 4 * size;
    double width = StrokeFont.width(mark.text(), capital) + 2 * pad;
    double height = capital + 2 * pad;
    double left = Math.max(0, Math.min(mark.box().x() - size, image.getWidth() - width));
    double top = mark.box().y() - height - size;
    if (top < 0) {
      top = Math.max(0, mark.box().y() + size);
    }
    canvas.setColor(colour(mark.tone()));
    canvas.fill(new RoundRectangle2D.Double(left, top, width, height, 3 * size, 3 * size));
    canvas.setColor(INK);
    canvas.setStroke(
        new BasicStroke((float) (1.5 * size), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    canvas.draw(StrokeFont.shape(mark.text(), left + pad, top + pad + capital, capital));
  }

  private static Color colour(Mark.Tone tone) {
    return switch (tone) {
      case CALM -> new Color(72, 219, 190);
      case WARNING -> new Color(255, 190, 70);
      case URGENT -> new Color(255, 104, 94);
    };
  }

  private static @Nullable BufferedImage decode(byte[] jpeg) {
    try {
      BufferedImage image =
          ImageIO.read(new MemoryCacheImageInputStream(new ByteArrayInputStream(jpeg)));
      if (image == null || image.getType() == BufferedImage.TYPE_3BYTE_BGR) {
        return image;
      }
      // a grey frame gets colours, so that tones can be told apart
      BufferedImage colours =
          new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_3BYTE_BGR);
      Graphics2D canvas = colours.createGraphics();
      canvas.drawImage(image, 0, 0, null);
      canvas.dispose();
      return colours;
    } catch (IOException e) {
      return null;
    }
  }

  private static byte[] encode(BufferedImage image) {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(128 * 1024);
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      ImageWriteParam param = writer.getDefaultWriteParam();
      param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      param.setCompressionQuality(QUALITY);
      writer.setOutput(out);
      writer.write(null, new IIOImage(image, null, null), param);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }
}
