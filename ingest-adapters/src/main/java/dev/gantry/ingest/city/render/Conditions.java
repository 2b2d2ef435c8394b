package dev.gantry.ingest.city.render;

/**
 * What a camera has to cope with.
 *
 * @param light day or night
 * @param rain 0 for none to 1 for heavy
 * @param glare of a low sun before the camera, 0 for none to 1 for blinding; none at night
 * @param shake how far wind moves the picture either way, pixels, 0 to 20
 * @param jpegQuality 1 (smallest) to 100 (best)
 * @param covered whether something hangs before the lens
 */
public record Conditions(
    Light light, double rain, double glare, double shake, int jpegQuality, boolean covered) {

  /** The time of day. */
  public enum Light {
    DAY,
    NIGHT
  }

  /** JPEG quality of a camera whose network carries all that it sends. */
  public static final int USUAL_QUALITY = 85;

  /** A dry day. */
  public static final Conditions DAY = new Conditions(Light.DAY, 0, 0, 0, USUAL_QUALITY, false);

  /** A dry night. */
  public static final Conditions NIGHT = new Conditions(Light.NIGHT, 0, 0, 0, USUAL_QUALITY, false);

  public Conditions {
    require("rain", rain, 0, 1);
    require("glare", glare, 0, 1);
    require("shake", shake, 0, 20);
    require("jpeg quality", jpegQuality, 1, 100);
    if (glare > 0 && light == Light.NIGHT) {
      throw new IllegalArgumentException("glare: expected 0 at night, found " + glare);
    }
  }

  private static void require(String field, double value, int from, int to) {
    if (!(value >= from && value <= to)) {
      throw new IllegalArgumentException(
          "%s: expected %d to %d, found %s".formatted(field, from, to, value));
    }
  }

  /** Whether pictures are compressed more than usual. */
  public boolean isCompressed() {
    return jpegQuality < USUAL_QUALITY;
  }

  /** The same with other rain. */
  public Conditions withRain(double other) {
    return new Conditions(light, other, glare, shake, jpegQuality, covered);
  }

  /** The same with other glare. */
  public Conditions withGlare(double other) {
    return new Conditions(light, rain, other, shake, jpegQuality, covered);
  }

  /** The same with another shake. */
  public Conditions withShake(double other) {
    return new Conditions(light, rain, glare, other, jpegQuality, covered);
  }

  /** The same with another quality. */
  public Conditions withJpegQuality(int other) {
    return new Conditions(light, rain, glare, shake, other, covered);
  }

  /** The same, with something before the lens or without. */
  public Conditions withCovered(boolean other) {
    return new Conditions(light, rain, glare, shake, jpegQuality, other);
  }
}
