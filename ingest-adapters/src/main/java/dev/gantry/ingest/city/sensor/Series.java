package dev.gantry.ingest.city.sensor;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * One metric of one sensor over time.
 *
 * @param sensorId sensor
 * @param metric what it measures
 * @param linkId link that it lies in, or stands at
 * @param lane lane it lies in; -1 for one beside the road
 * @param cameras cameras that watch that link; none where nobody looks
 */
record Series(String sensorId, Metric metric, String linkId, int lane, List<String> cameras) {

  Series {
    cameras = List.copyOf(cameras);
  }

  /** Its id, such as {@code loop-link-4-0:flow}. */
  String id() {
    return sensorId + ":" + metric.label();
  }

  /** The ids of all series of its sensor, and what is concluded from them. */
  Set<String> ofSameSensor() {
    return Arrays.stream(Metric.values())
        .filter(other -> other.isOfLoop() == metric.isOfLoop())
        .map(other -> new Series(sensorId, other, linkId, lane, cameras))
        .flatMap(other -> other.concerned().stream())
        .collect(Collectors.toSet());
  }

  /** The ids of the series that show when something is wrong with this one. */
  Set<String> concerned() {
    return metric.isOfLoop() ? Set.of(id(), lengths()) : Set.of(id());
  }

  /** The lengths of vehicles that the readings of a loop speak of. */
  private String lengths() {
    return sensorId + ":vehicle_length";
  }

  /** What its readings tell beside the measurement. */
  Map<String, String> attributes() {
    Map<String, String> attributes = new TreeMap<>();
    attributes.put("segment", linkId);
    if (lane >= 0) {
      attributes.put("lane", String.valueOf(lane));
    }
    if (!cameras.isEmpty()) {
      attributes.put("camera_id", cameras.get(0));
    }
    return attributes;
  }
}
