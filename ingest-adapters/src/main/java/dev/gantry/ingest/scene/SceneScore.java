package dev.gantry.ingest.scene;

import java.util.OptionalDouble;

/**
 * How well a scene was understood. Shares are 0 to 1 and absent when there was nothing to judge.
 *
 * @param frames frames judged
 * @param boxesExpected vehicles large and visible enough to be found, summed over frames
 * @param boxesFound of these, those with a detection of their own
 * @param vehiclesExpected vehicles that could be followed for a second or more
 * @param vehiclesTimed vehicles with a track that states a speed
 * @param speedMaeKmh mean absolute error of these speeds, km/h
 * @param alerts alerts raised
 * @param alertsRight of these, the first for each incident
 * @param incidentsExpected incidents wholly between the first frame and the last, and those with an
 *     alert
 */
public record SceneScore(
    long frames,
    long boxesExpected,
    long boxesFound,
    int vehiclesExpected,
    int vehiclesTimed,
    OptionalDouble speedMaeKmh,
    int alerts,
    int alertsRight,
    int incidentsExpected) {

  /** Share of the boxes expected that were found. */
  public OptionalDouble detectionRecall() {
    return share(boxesFound, boxesExpected);
  }

  /** Share of the alerts that are right. */
  public OptionalDouble alertPrecision() {
    return share(alertsRight, alerts);
  }

  /** Share of the incidents that have an alert. */
  public OptionalDouble alertRecall() {
    return share(alertsRight, incidentsExpected);
  }

  private static OptionalDouble share(long part, long whole) {
    return whole == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) part / whole);
  }
}
