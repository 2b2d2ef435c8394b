package dev.gantry.bench.speed;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * One car: what was measured and what is true; speeds in km/h.
 *
 * @param trackId number of the track
 * @param truthCar number of the car
 * @param speed measured
 * @param sigma its standard error
 * @param low95 lower end of the two-sided interval that holds the truth 95 % of the time; what
 *     rules know as {@code speed_kmh_low95} is one-sided, and higher
 * @param high95 its upper end
 * @param truth true speed
 * @param error measured less true
 */
record SpeedRow(
    @JsonProperty("track_id") int trackId,
    @JsonProperty("truth_car") int truthCar,
    @JsonProperty("speed_kmh") double speed,
    @JsonProperty("sigma_kmh") double sigma,
    @JsonProperty("interval95_low_kmh") double low95,
    @JsonProperty("interval95_high_kmh") double high95,
    @JsonProperty("truth_kmh") double truth,
    @JsonProperty("error_kmh") double error) {

  /** Two-sided 95 % of a normal distribution, in standard errors. */
  private static final double INTERVAL = 1.96;

  static SpeedRow of(int trackId, TruthCar car, double kmh, double sigmaKmh) {
    return new SpeedRow(
        trackId,
        car.id(),
        kmh,
        sigmaKmh,
        Math.max(0, kmh - INTERVAL * sigmaKmh),
        kmh + INTERVAL * sigmaKmh,
        car.kmh(),
        kmh - car.kmh());
  }

  boolean covered() {
    return low95 <= truth && truth <= high95;
  }
}
