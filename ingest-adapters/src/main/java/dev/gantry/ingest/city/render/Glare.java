package dev.gantry.ingest.city.render;

/**
 * A sun low before the camera: its light spreads in the lens, most near the upper edge, and lies on
 * the road below it.
 */
final class Glare {

  /** Where the sun stands, above the image. */
  private static final double SUN_U = .60;

  private static final double SUN_V = -.12;

  private static final int RED = 256;
  private static final int GREEN = 240;
  private static final int BLUE = 206;

  private final int[] weights;
  private double amount = -1;
  private final byte[] light;

  Glare(View view) {
    int count = view.width() * view.height();
    this.weights = new int[count];
    this.light = new byte[count];
    double sunX = SUN_U * view.width();
    double sunY = SUN_V * view.height();
    for (int row = 0; row < view.height(); row++) {
      for (int column = 0; column < view.width(); column++) {
        double dx = (column + .5 - sunX) / view.height();
        double dy = (row + .5 - sunY) / view.height();
        weights[row * view.width() + column] = (int) (256 * Math.min(1, weight(dx, dy)));
      }
    }
  }

  /** The bloom around the sun, its halo, and the strip on the road below. */
  private static double weight(double dx, double dy) {
    double square = dx * dx + dy * dy;
    double bloom = StrictMath.exp(-square / .16);
    double halo = StrictMath.exp(-Math.sqrt(square) / .55);
    double strip = StrictMath.exp(-dx * dx / .018 - dy / .8);
    return .75 * bloom + .62 * halo + .30 * strip;
  }

  /**
   * Adds it to a picture.
   *
   * @param strength 0 to 1
   */
  void addTo(byte[] pixels, double strength) {
    prepare(strength);
    for (int i = 0; i < light.length; i++) {
      // Light upon light, never more than white.
      int more = light[i] & 0xFF;
      int at = 3 * i;
      pixels[at] = Brightness.towards(pixels[at], 255, Brightness.part(more, RED));
      pixels[at + 1] = Brightness.towards(pixels[at + 1], 255, Brightness.part(more, GREEN));
      pixels[at + 2] = Brightness.towards(pixels[at + 2], 255, Brightness.part(more, BLUE));
    }
  }

  private void prepare(double strength) {
    if (strength != amount) {
      amount = strength;
      for (int i = 0; i < light.length; i++) {
        light[i] = (byte) Math.min(255, (int) (weights[i] * strength));
      }
    }
  }
}
