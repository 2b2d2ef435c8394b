package dev.gantry.ingest.city.road;

/**
 * The state of a junction's lights. The approaches have green one after the other ("split
 * phasing"), then all people on foot at once (an exclusive pedestrian phase); so no two permitted
 * ways ever cross. Fixed times, which engineers choose for isolated junctions: HCM 2010, chapter
 * 18.
 *
 * @param approach index of the approach whose turn it is; -1 when people walk
 * @param light what it sees; all others see red
 * @param remaining seconds until that changes
 */
public record Signal(int approach, Light light, double remaining) {

  /** What an approach sees. */
  public enum Light {
    GREEN,
    AMBER,
    RED
  }

  static final double GREEN = 13;

  /** How long it is amber after green, seconds. */
  public static final double AMBER = 3;

  static final double ALL_RED = 2;

  /** People may start to cross. */
  static final double WALK = 8;

  /** They may finish: 18 m at 1.2 m/s. */
  static final double CLEARANCE = 15;

  private static final double PHASE = GREEN + AMBER + ALL_RED;

  static Signal at(double seconds, int approaches) {
    double cycle = cycleSeconds(approaches);
    double into = seconds - cycle * Math.floor(seconds / cycle);
    int phase = (int) (into / PHASE);
    if (phase >= approaches) {
      double walked = into - approaches * PHASE;
      return new Signal(-1, Light.RED, WALK - walked);
    }
    double since = into - phase * PHASE;
    if (since < GREEN) {
      return new Signal(phase, Light.GREEN, GREEN - since);
    }
    if (since < GREEN + AMBER) {
      return new Signal(phase, Light.AMBER, GREEN + AMBER - since);
    }
    return new Signal(phase, Light.RED, PHASE - since);
  }

  /** Time from one green of an approach to the next, seconds. */
  public static double cycleSeconds(int approaches) {
    return approaches * PHASE + WALK + CLEARANCE;
  }

  /** What one approach sees. */
  public Light lightOf(int index) {
    return index == approach ? light : Light.RED;
  }

  /** Whether people may start to cross now. */
  public boolean isWalk() {
    return approach < 0 && remaining > 0;
  }
}
