package dev.gantry.ingest.city.render;

/**
 * The picture of everything that stands still.
 *
 * <p>A class, not a record, since it holds arrays. They are not copied: nobody may change them.
 */
final class Backdrop {

  private final byte[] pixels;
  private final float[] standing;
  private final byte[] sunlit;

  Backdrop(byte[] pixels, float[] standing, byte[] sunlit) {
    this.pixels = pixels;
    this.standing = standing;
    this.sunlit = sunlit;
  }

  /** Rows of pixels from the top, each red, green, blue. */
  byte[] pixels() {
    return pixels;
  }

  /** Depth of what stands above the ground, by pixel, metres; infinite where ground or sky is. */
  float[] standing() {
    return standing;
  }

  /** How much of the sun reaches the ground, by pixel: 0 to 255. */
  byte[] sunlit() {
    return sunlit;
  }

  /** Mixed with another of the same camera: share 0 is this one, 1 the other. */
  Backdrop towards(Backdrop other, double share) {
    if (share <= 0) {
      return this;
    }
    return share >= 1
        ? other
        : new Backdrop(
            mixed(pixels, other.pixels, share), standing, mixed(sunlit, other.sunlit, share));
  }

  private static byte[] mixed(byte[] one, byte[] other, double share) {
    int weight = (int) (256 * share);
    var mixed = new byte[one.length];
    for (int i = 0; i < one.length; i++) {
      mixed[i] = Brightness.towards(one[i], other[i] & 0xFF, weight);
    }
    return mixed;
  }
}
