package dev.gantry.ingest.scene;

import dev.gantry.domain.geometry.Point;
import dev.gantry.ingest.city.Draws;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.util.SplittableRandom;

/** Everything that stands still: sky, trees, verge, road with its texture and marks. Drawn once. */
final class Backdrop {

  /** Half the width of the carriageway, metres. */
  private static final double ROAD = 4.1;

  private static final double EDGE_LINE = 3.72;
  private static final double LINE_HALF_WIDTH = .07;
  private static final double DASH_METRES = 3;
  private static final double DASH_PERIOD_METRES = 7.5;

  /** Distance over which the haze takes all but 1/e of a colour, metres. */
  private static final double HAZE_METRES = 230;

  private static final int ASPHALT = 0x6E7072;
  private static final int PAINT = 0xDDDDD6;
  private static final int GRASS = 0x6C7F4A;
  private static final int GRAVEL = 0x948C7D;
  private static final int TREES = 0x4E6645;
  private static final int SKY_HIGH = 0x7FA6CF;

  private final long seed;

  Backdrop(long seed) {
    this.seed = seed;
  }

  BufferedImage paint() {
    var image = new BufferedImage(View.WIDTH, View.HEIGHT, BufferedImage.TYPE_3BYTE_BGR);
    for (int row = 0; row < View.HEIGHT; row++) {
      for (int column = 0; column < View.WIDTH; column++) {
        image.setRGB(column, row, pixel(column, row));
      }
    }
    Graphics2D graphics = image.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    paintTrees(graphics);
    paintPosts(graphics);
    graphics.dispose();
    return image;
  }

  /** Mean of four samples in the pixel, so that distant marks don't break up. */
  private int pixel(int column, int row) {
    int red = 0;
    int green = 0;
    int blue = 0;
    for (int sample = 0; sample < 4; sample++) {
      double u = column + .25 + .5 * (sample & 1);
      double v = row + .25 + .5 * (sample >> 1);
      int colour = v > View.HORIZON + .3 ? ground(u, v) : sky(u, v);
      red += (colour >> 16) & 0xFF;
      green += (colour >> 8) & 0xFF;
      blue += colour & 0xFF;
    }
    return ((red / 4) << 16) | ((green / 4) << 8) | (blue / 4);
  }

  private int sky(double u, double v) {
    double cloud = Math.max(0, noise(u / 90, v / 16, 3) + .5 * noise(u / 30, v / 7, 4) - .75);
    cloud *= 1 - v / View.HORIZON;
    int clear = VehiclePainter.mix(SKY_HIGH, VehiclePainter.HAZE, v / View.HORIZON);
    return VehiclePainter.mix(clear, 0xF2F3F2, Math.min(.8, cloud));
  }

  private int ground(double u, double v) {
    double y = View.groundY(v);
    double x = View.groundX(u, y);
    double clarity = StrictMath.exp(-y / HAZE_METRES);
    return VehiclePainter.mix(VehiclePainter.HAZE, surface(x, y), clarity);
  }

  private int surface(double x, double y) {
    double across = Math.abs(x);
    if (across > ROAD + .6 + .3 * noise(x, y / 3, 5)) {
      double patches = .75 + .3 * noise(x / 3, y / 5, 1) + .25 * noise(x * 4, y * 2, 2);
      return VehiclePainter.mix(0, GRASS, patches);
    }
    if (across > ROAD) {
      return VehiclePainter.mix(0, GRAVEL, .8 + .35 * noise(x * 9, y * 5, 6));
    }
    double grain = .86 + .14 * noise(x * 14, y * 9, 7) + .14 * noise(x / 1.5, y / 12, 8);
    // Wheels polish two darker tracks into each lane.
    double inLane = Math.abs(across - Traffic.LANE_X);
    double polish = StrictMath.exp(-Math.pow((inLane - .78) / .25, 2)) * .06;
    int asphalt = VehiclePainter.mix(0, ASPHALT, grain - polish);
    return isMarked(across, y) ? VehiclePainter.mix(asphalt, PAINT, .78) : asphalt;
  }

  private static boolean isMarked(double across, double y) {
    boolean edge = Math.abs(across - EDGE_LINE) < LINE_HALF_WIDTH;
    boolean dash = across < LINE_HALF_WIDTH && y % DASH_PERIOD_METRES < DASH_METRES;
    return edge || dash;
  }

  private void paintTrees(Graphics2D graphics) {
    var random = new SplittableRandom(Draws.mix(seed, -1));
    for (double y = 190; y > 34; y *= .93) {
      for (int side : new int[] {-1, 1}) {
        if (random.nextInt(3) > 0) {
          paintTree(graphics, side * (11 + random.nextDouble(14)), y, random);
        }
      }
    }
  }

  private static void paintTree(Graphics2D graphics, double x, double y, SplittableRandom random) {
    double height = 4 + random.nextDouble(3.5);
    double clarity = StrictMath.exp(-y / HAZE_METRES);
    for (int leaf = 0; leaf < 26; leaf++) {
      double z = height * (.3 + .6 * random.nextDouble());
      double spread = 1.7 * (1.15 - z / height);
      Point at = View.project(x + spread * (2 * random.nextDouble() - 1), y, z);
      double radius = View.pixelsPerMetre(y) * (.45 + .5 * random.nextDouble());
      int green = VehiclePainter.mix(0, TREES, .7 + .25 * z / height + .25 * random.nextDouble());
      graphics.setColor(new Color(VehiclePainter.mix(VehiclePainter.HAZE, green, clarity)));
      graphics.fill(new Ellipse2D.Double(at.x() - radius, at.y() - radius, 2 * radius, 2 * radius));
    }
  }

  private static void paintPosts(Graphics2D graphics) {
    for (double y = 140; y > 12; y -= 16) {
      for (int side : new int[] {-1, 1}) {
        fillPost(graphics, side * 5.1, y, 0, .95, 0xE2E2DC);
        fillPost(graphics, side * 5.1, y, .62, .78, 0x2A2A2C);
      }
    }
  }

  private static void fillPost(
      Graphics2D graphics, double x, double y, double low, double high, int colour) {
    double clarity = StrictMath.exp(-y / HAZE_METRES);
    var path = new Path2D.Double();
    for (int i = 0; i < 4; i++) {
      Point corner = View.project(x + (i == 0 || i == 3 ? -.06 : .06), y, i < 2 ? low : high);
      if (i == 0) {
        path.moveTo(corner.x(), corner.y());
      } else {
        path.lineTo(corner.x(), corner.y());
      }
    }
    path.closePath();
    graphics.setColor(new Color(VehiclePainter.mix(VehiclePainter.HAZE, colour, clarity)));
    graphics.fill(path);
  }

  /** Value noise: random numbers 0 to 1 on a grid, blended smoothly between. */
  private double noise(double x, double y, int layer) {
    double left = Math.floor(x);
    double top = Math.floor(y);
    double fx = smooth(x - left);
    double fy = smooth(y - top);
    long i = (long) left;
    long j = (long) top;
    double upper = lattice(i, j, layer) * (1 - fx) + lattice(i + 1, j, layer) * fx;
    double lower = lattice(i, j + 1, layer) * (1 - fx) + lattice(i + 1, j + 1, layer) * fx;
    return upper * (1 - fy) + lower * fy;
  }

  private static double smooth(double t) {
    return t * t * (3 - 2 * t);
  }

  private double lattice(long i, long j, int layer) {
    return Draws.uniform(Draws.mix(seed + layer, i * 0x1F1F1F1FL + j));
  }
}
