package dev.gantry.topologies.processor;

import dev.gantry.domain.camera.CameraDefinition;
import dev.gantry.domain.camera.CameraDefinition.Segment;
import dev.gantry.topologies.port.Definitions;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

/**
 * Which segments more than one camera sees, as defined; looked up anew every 10 s, as definitions
 * rarely change. One thread.
 */
public final class SharedSegments {

  private static final long KNOWN_MS = Duration.ofSeconds(10).toMillis();

  private final Definitions definitions;
  private Set<String> shared = Set.of();
  private long lookedUpMs;
  private boolean lookedUp;

  public SharedSegments(Definitions definitions) {
    this.definitions = definitions;
  }

  /**
   * Whether a segment is in the definitions of several cameras.
   *
   * @param at event time for which they are looked up
   * @param nowMs wall clock, milliseconds
   */
  public boolean contains(String segment, Instant at, long nowMs) {
    if (!lookedUp || Math.abs(nowMs - lookedUpMs) >= KNOWN_MS) {
      shared = lookUp(at);
      lookedUpMs = nowMs;
      lookedUp = true;
    }
    return shared.contains(segment);
  }

  private Set<String> lookUp(Instant at) {
    Set<String> seen = new HashSet<>();
    Set<String> again = new HashSet<>();
    for (CameraDefinition camera : definitions.cameras(at)) {
      camera.segments().stream()
          .map(Segment::id)
          .distinct()
          .filter(id -> !seen.add(id))
          .forEach(again::add);
    }
    return again;
  }
}
