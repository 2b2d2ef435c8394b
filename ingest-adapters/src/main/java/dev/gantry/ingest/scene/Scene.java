package dev.gantry.ingest.scene;

import dev.gantry.ingest.image.JpegEncoder;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/**
 * One road with a lane each way, seen by one calibrated camera, with seeded traffic of known
 * speeds, rendered in perspective. Endless; any frame can be asked for in any order, and the same
 * seed and index give the same bytes.
 *
 * <p>The road is empty for the first two seconds. Every {@link #PERIOD} from then on one vehicle
 * speeds and one drives on the wrong side; the first of each drive away from the camera, so that
 * their alerts are possible within 5 s and 17 s.
 *
 * <p>Used by one thread at a time: the canvas is kept between frames. Its {@link #truth()} may be
 * asked from any thread.
 */
public final class Scene implements AutoCloseable {

  /** Width of the frames, pixels. */
  public static final int WIDTH = View.WIDTH;

  /** Height of the frames, pixels. */
  public static final int HEIGHT = View.HEIGHT;

  /** Frames per second of scene time. */
  public static final int FPS = 10;

  /** Id of the camera in {@link #cameraYaml()}. */
  public static final String CAMERA_ID = "demo-road";

  /** Site of the camera in {@link #cameraYaml()}. */
  public static final String SITE = "demo";

  /** In every such stretch of scene time there is one incident of each kind. */
  public static final Duration PERIOD = Duration.ofSeconds((long) Traffic.CYCLE_SECONDS);

  private static final int JPEG_QUALITY = 88;

  private final SceneTruth truth;
  private final BufferedImage backdrop;
  private final SensorNoise noise;
  private final BufferedImage canvas;
  private final JpegEncoder encoder = new JpegEncoder(JPEG_QUALITY);

  /**
   * @param seed any number; another seed is another day on the same road
   */
  public Scene(long seed) {
    this.truth = new SceneTruth(seed);
    this.backdrop = new Backdrop(seed).paint();
    this.noise = new SensorNoise(seed);
    this.canvas = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_3BYTE_BGR);
  }

  /** The definition of the camera, one document of kind {@code camera}. */
  public static String cameraYaml() {
    return resource("camera.yaml");
  }

  /** The rules that find the incidents: documents of kind {@code rule}. */
  public static String rulesYaml() {
    return resource("rules.yaml");
  }

  /**
   * Renders a frame.
   *
   * @param seq index, 0 or more
   */
  public RenderedFrame frame(long seq) {
    List<PlacedVehicle> vehicles = truth.vehiclesAt(seq);
    copy(backdrop, canvas);
    Graphics2D graphics = canvas.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    for (PlacedVehicle vehicle : vehicles) {
      if (vehicle.clarity() > 0) {
        new VehiclePainter(graphics, vehicle).paint();
      }
    }
    graphics.dispose();
    noise.addTo(pixels(canvas), seq);
    return new RenderedFrame(encoder.encode(canvas), SceneTruth.truthOf(seq, vehicles));
  }

  /** What is true of it. */
  public SceneTruth truth() {
    return truth;
  }

  private static void copy(BufferedImage from, BufferedImage to) {
    byte[] source = pixels(from);
    System.arraycopy(source, 0, pixels(to), 0, source.length);
  }

  private static byte[] pixels(BufferedImage image) {
    return ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
  }

  private static String resource(String name) {
    try (InputStream in = Scene.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("resource " + name + " is missing from the jar");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("can't read resource " + name, e);
    }
  }

  @Override
  public void close() {
    encoder.close();
  }
}
