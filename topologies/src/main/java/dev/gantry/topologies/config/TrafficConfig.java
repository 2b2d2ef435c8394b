package dev.gantry.topologies.config;

import dev.gantry.domain.detection.Detection;
import dev.gantry.domain.traffic.TrafficSettings;
import java.time.Duration;
import java.util.Set;

/**
 * Settings of TRAFFIC.
 *
 * @param settings panes, windows and how long they wait
 * @param vehicleLabels class labels that count as vehicles; the label of detectors that know no
 *     classes is among the defaults
 * @param flushAfter how long nothing is heard of a camera, by the wall clock, until its open panes
 *     are told as they stand
 * @param queryRetention how far back windows can be asked for, event time, back from the newest
 *     window of a segment
 */
public record TrafficConfig(
    TrafficSettings settings,
    Set<String> vehicleLabels,
    Duration flushAfter,
    Duration queryRetention) {

  /** The defaults. Six hours of both windows are about 0.5 MB a busy segment. */
  public static final TrafficConfig DEFAULT =
      new TrafficConfig(
          TrafficSettings.DEFAULT,
          Set.of(
              Detection.UNCLASSIFIED,
              "car",
              "truck",
              "bus",
              "van",
              "motorcycle",
              "motorbike",
              "bicycle"),
          Duration.ofSeconds(2),
          Duration.ofHours(6));

  public TrafficConfig {
    vehicleLabels = Set.copyOf(vehicleLabels);
    if (flushAfter.toMillis() < 1) {
      throw new IllegalArgumentException(
          "traffic.flush_after: expected 1 ms or more, found " + flushAfter);
    }
    if (queryRetention.compareTo(settings.lag()) < 0) {
      throw new IllegalArgumentException(
          "traffic.query_retention: expected traffic.lag of "
              + settings.lag()
              + " or more, found "
              + queryRetention);
    }
  }
}
