package dev.gantry.topologies.processor;

import dev.gantry.topologies.port.Definitions;
import java.time.Instant;

/** What the definitions of cameras say of segments at an event time. Any threads. */
public final class SegmentRoads {

  private final Definitions definitions;
  private final CameraGeometries geometries;

  public SegmentRoads(Definitions definitions) {
    this.definitions = definitions;
    this.geometries = new CameraGeometries(definitions);
  }

  /**
   * Whether several cameras see a segment.
   *
   * @param at event time
   */
  public boolean isShared(String segment, Instant at) {
    return definitions.camerasOn(segment, at).size() > 1;
  }

  /**
   * How much of a segment its cameras see, each along the segment, added up.
   *
   * @param at event time
   * @return metres; 0 when it is not known
   */
  public double lengthM(String segment, Instant at) {
    return definitions.camerasOn(segment, at).stream()
        .flatMap(camera -> geometries.find(camera.id(), at).stream())
        .mapToDouble(located -> located.geometry().lengthOf(segment))
        .sum();
  }
}
