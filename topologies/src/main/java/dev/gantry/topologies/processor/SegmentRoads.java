package dev.gantry.topologies.processor;

import dev.gantry.domain.camera.CameraDefinition;
import dev.gantry.topologies.port.Definitions;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;

/** What the definitions of cameras say of segments at an event time. Any threads. */
public final class SegmentRoads {

  private final Definitions definitions;
  private final CameraGeometries geometries;

  public SegmentRoads(Definitions definitions) {
    this.definitions = definitions;
    this.geometries = new CameraGeometries(definitions);
  }

  /**
   * Ids of the cameras that see a segment, and can place who is on it.
   *
   * @param at event time
   */
  public Set<String> seenBy(String segment, Instant at) {
    return definitions.camerasOn(segment, at).stream()
        .map(CameraDefinition::id)
        .filter(camera -> lengthM(camera, segment, at) > 0)
        .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * How much of a segment its cameras see, each along the segment, added up.
   *
   * @param at event time
   * @return metres; 0 when it is not known
   */
  public double lengthM(String segment, Instant at) {
    return definitions.camerasOn(segment, at).stream()
        .mapToDouble(camera -> lengthM(camera.id(), segment, at))
        .sum();
  }

  private double lengthM(String camera, String segment, Instant at) {
    return geometries
        .find(camera, at)
        .map(located -> located.geometry().lengthOf(segment))
        .orElse(0.0);
  }
}
