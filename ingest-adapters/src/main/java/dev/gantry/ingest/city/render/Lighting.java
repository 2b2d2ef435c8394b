package dev.gantry.ingest.city.render;

/**
 * The light over the city.
 *
 * @param sun direction to it, of length 1
 * @param sunlight what it adds to a surface that faces it; black when it doesn't shine
 * @param sky what comes from everywhere
 * @param haze colour that distant things fade to
 * @param hazeMetres distance at which a share of 1/e is left of their own
 * @param lamps share of the street lamps and windows that are lit, 0 or 1
 * @param wet whether the ground is
 */
record Lighting(
    Vec sun,
    Colour sunlight,
    Colour sky,
    Colour haze,
    double hazeMetres,
    double lamps,
    boolean wet) {

  private static final double HIGH_AZIMUTH = 3.65;
  private static final double HIGH_ELEVATION = .88;
  private static final double LOW_ELEVATION = .24;

  /** How far right of the direction of view the low sun stands, radians. */
  private static final double LOW_ASIDE = .16;

  static Lighting day() {
    return new Lighting(
        direction(HIGH_AZIMUTH, HIGH_ELEVATION),
        new Colour(.70, .66, .57),
        new Colour(.46, .50, .56),
        new Colour(.74, .79, .84),
        420,
        0,
        false);
  }

  /** The sun stands low before a camera. */
  static Lighting lowSun(double heading) {
    return new Lighting(
        direction(heading + LOW_ASIDE, LOW_ELEVATION),
        new Colour(.95, .78, .52),
        new Colour(.46, .47, .50),
        new Colour(.95, .88, .74),
        260,
        0,
        false);
  }

  static Lighting rain() {
    return new Lighting(
        Vec.UP, Colour.BLACK, new Colour(.66, .69, .72), new Colour(.62, .65, .67), 150, 0, true);
  }

  static Lighting night(boolean wet) {
    return new Lighting(
        Vec.UP,
        Colour.BLACK,
        new Colour(.085, .095, .13),
        wet ? new Colour(.10, .10, .11) : new Colour(.05, .055, .075),
        wet ? 160 : 320,
        1,
        wet);
  }

  private static Vec direction(double azimuth, double elevation) {
    double level = StrictMath.cos(elevation);
    return new Vec(
        level * StrictMath.sin(azimuth),
        level * StrictMath.cos(azimuth),
        StrictMath.sin(elevation));
  }

  boolean isSunny() {
    return sunlight.red() > 0;
  }

  boolean isNight() {
    return lamps > 0;
  }

  /** What haze leaves of a colour at a distance. */
  Colour through(Colour colour, double metres) {
    return haze.towards(colour, clearness(metres));
  }

  /** Share of its own colour that haze leaves of what is at a distance. */
  double clearness(double metres) {
    return StrictMath.exp(-metres / hazeMetres);
  }
}
