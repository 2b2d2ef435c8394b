package dev.gantry.ingest.city.traffic;

/**
 * The Intelligent Driver Model: how a driver accelerates behind another. Treiber, Hennecke,
 * Helbing: Congested traffic states in empirical observations and microscopic simulations, Physical
 * Review E 62 (2000), equations 3 and 4.
 */
final class Idm {

  private Idm() {}

  /**
   * Acceleration on a free road, m/s².
   *
   * @param speed now, m/s
   * @param desired wanted, m/s, above 0
   */
  static double free(Driver driver, double speed, double desired) {
    double share = speed / desired;
    if (share > 1) {
      // Treiber and Kesting, Traffic Flow Dynamics (2013), section 11.3.7: no harder than comfort.
      return -driver.comfortDecel() * (1 - 1 / (share * share));
    }
    return driver.maxAccel() * (1 - share * share * share * share);
  }

  /**
   * Acceleration behind another, m/s².
   *
   * @param speed now, m/s
   * @param desired wanted, m/s, above 0
   * @param gap to the rear of the one ahead, metres
   * @param leaderSpeed of the one ahead, m/s
   */
  static double behind(
      Driver driver, double speed, double desired, double gap, double leaderSpeed) {
    return Math.max(
        -Driver.HARDEST_BRAKING,
        free(driver, speed, desired) + interaction(driver, speed, gap, leaderSpeed));
  }

  private static double interaction(Driver driver, double speed, double gap, double leaderSpeed) {
    double dynamic =
        speed * driver.headway() + speed * (speed - leaderSpeed) / (2 * driver.braking());
    double wanted = driver.leastGap() + Math.max(0, dynamic);
    double ratio = wanted / Math.max(.1, gap);
    return -driver.maxAccel() * ratio * ratio;
  }
}
