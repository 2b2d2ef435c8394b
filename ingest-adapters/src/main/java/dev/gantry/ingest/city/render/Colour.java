package dev.gantry.ingest.city.render;

/**
 * A colour, or an amount of light: 0 is black and 1 as bright as the image can show; more is
 * allowed and cut off in the image.
 */
record Colour(double red, double green, double blue) {

  static final Colour BLACK = new Colour(0, 0, 0);
  static final Colour WHITE = new Colour(1, 1, 1);

  /** Of a number 0xRRGGBB. */
  static Colour of(int rgb) {
    return new Colour(
        ((rgb >> 16) & 0xFF) / 255.0, ((rgb >> 8) & 0xFF) / 255.0, (rgb & 0xFF) / 255.0);
  }

  static Colour grey(double value) {
    return new Colour(value, value, value);
  }

  Colour plus(Colour other) {
    return new Colour(red + other.red, green + other.green, blue + other.blue);
  }

  Colour times(double factor) {
    return new Colour(factor * red, factor * green, factor * blue);
  }

  /** What a surface of this colour gives back of some light. */
  Colour times(Colour light) {
    return new Colour(red * light.red, green * light.green, blue * light.blue);
  }

  /** Mixed with another: share 0 is this one, 1 the other. */
  Colour towards(Colour other, double share) {
    return new Colour(
        red + share * (other.red - red),
        green + share * (other.green - green),
        blue + share * (other.blue - blue));
  }

  /** As a number 0xRRGGBB, cut off at what an image can show. */
  int rgb() {
    return (channel(red) << 16) | (channel(green) << 8) | channel(blue);
  }

  private static int channel(double value) {
    return (int) Math.max(0, Math.min(255, value * 255 + .5));
  }
}
