package dev.gantry.ingest.scene;

import dev.gantry.domain.geometry.Box;
import dev.gantry.ingest.image.JpegEncoder;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;

/**
 * Draws frames of the scene with their truth, for the documentation and for a look at them.
 *
 * <p>Arguments: seed, frame, file (ends with {@code .jpg} or {@code .png}).
 */
final class TruthPicture {

  private TruthPicture() {}

  public static void main(String[] args) throws IOException {
    long seed = Long.parseLong(args[0]);
    long seq = Long.parseLong(args[1]);
    Path file = Path.of(args[2]);
    BufferedImage picture = draw(seed, seq);
    if (file.toString().endsWith(".png")) {
      ImageIO.write(picture, "png", file.toFile());
    } else {
      try (var encoder = new JpegEncoder(88)) {
        Files.write(file, encoder.encode(picture));
      }
    }
  }

  private static BufferedImage draw(long seed, long seq) throws IOException {
    try (var scene = new Scene(seed)) {
      RenderedFrame frame = scene.frame(seq);
      BufferedImage picture = ImageIO.read(new ByteArrayInputStream(frame.jpeg()));
      List<String> offenders =
          scene.truth().incidentsBefore(seq).stream().map(Incident::vehicleId).toList();
      Graphics2D graphics = picture.createGraphics();
      for (VehicleTruth vehicle : frame.truth().vehicles()) {
        graphics.setColor(offenders.contains(vehicle.id()) ? Color.RED : Color.GREEN);
        Box box = vehicle.box();
        graphics.draw(new Rectangle2D.Double(box.x(), box.y(), box.width(), box.height()));
      }
      graphics.dispose();
      return picture;
    }
  }
}
