package dev.gantry.ingest.scene;

import java.time.Duration;

/**
 * Something that an alert is expected for: one for each.
 *
 * @param kind what
 * @param vehicleId which vehicle
 * @param speedKmh its true speed
 * @param from scene time at which its vehicle comes onto the road
 * @param until scene time at which its vehicle has left the road
 */
public record Incident(
    Kind kind, String vehicleId, double speedKmh, Duration from, Duration until) {

  /** What is wrong. */
  public enum Kind {
    /** Faster than the limit of the segment. */
    SPEEDING("speeding"),
    /** Against the heading of the segment. */
    WRONG_WAY("wrong_way");

    private final String rule;

    Kind(String rule) {
      this.rule = rule;
    }

    /** Name of the rule of {@link Scene#rulesYaml()} that finds it. */
    public String rule() {
      return rule;
    }
  }
}
