package dev.gantry.ingest.city.render;

/** Replaces brightnesses by others, all over a picture. */
final class Tone {

  private final byte[] table = new byte[256];

  private Tone(double black, double white) {
    for (int i = 0; i < 256; i++) {
      table[i] = (byte) Math.round(black + (white - black) * i / 255.0);
    }
  }

  /** The veil of rain: takes up to a quarter of the contrast. */
  static Tone veil(double rain, boolean night) {
    return night ? new Tone(14 * rain, 255 - 25 * rain) : new Tone(36 * rain, 255 - 30 * rain);
  }

  void applyTo(byte[] pixels) {
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = table[pixels[i] & 0xFF];
    }
  }
}
