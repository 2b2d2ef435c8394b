package dev.gantry.topologies.processor;

import dev.gantry.topologies.port.Definitions;
import java.time.Instant;

/** What the definitions of cameras say of segments at an event time. Any threads. */
public final class SegmentRoads {

  private final Definitions definitions;

  public SegmentRoads(Definitions definitions) {
    this.definitions = definitions;
  }

  /**
   * Whether several cameras see a segment.
   *
   * @param at event time
   */
  public boolean isShared(String segment, Instant at) {
    return definitions.camerasOn(segment, at).size() > 1;
  }
}
