package dev.gantry.topologies.processor;

import dev.gantry.domain.camera.CameraDefinition;
import dev.gantry.domain.camera.CameraGeometry;
import dev.gantry.topologies.port.Definitions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compiled camera definitions by event time; the last two of each camera are kept, since around the
 * time at which a version takes effect both are asked for in turns. Any threads.
 *
 * <p>A camera with a calibration that can't be used is treated as one without: its tracks say
 * {@code calibrated: false}, and the log says why, once a version.
 */
public final class CameraGeometries {

  private static final Logger LOG = LoggerFactory.getLogger(CameraGeometries.class);

  private final Definitions definitions;
  private final Map<String, Latest> latest = new ConcurrentHashMap<>();

  /** The version asked for last, and the other one asked for before. */
  private record Latest(Located one, Optional<Located> other) {}

  public CameraGeometries(Definitions definitions) {
    this.definitions = definitions;
  }

  /** A camera's definition and what it compiles to; absent when it is not defined at that time. */
  public Optional<Located> find(String camera, Instant at) {
    return definitions.camera(camera, at).map(this::compiled);
  }

  /** A version of a camera's definition and what it compiles to; absent when there is none. */
  Optional<Located> find(String camera, int version) {
    return definitions.camera(camera, version).map(this::compiled);
  }

  /**
   * A defined camera.
   *
   * @param definition as the operator stated it
   * @param geometry compiled
   */
  public record Located(CameraDefinition definition, CameraGeometry geometry) {}

  private Located compiled(CameraDefinition definition) {
    Latest known = latest.get(definition.id());
    if (known == null) {
      return keep(new Located(definition, compile(definition)), Optional.empty());
    }
    if (known.one.definition.equals(definition)) {
      return known.one;
    }
    Located found =
        known
            .other
            .filter(other -> other.definition.equals(definition))
            .orElseGet(() -> new Located(definition, compile(definition)));
    return keep(found, Optional.of(known.one));
  }

  private Located keep(Located one, Optional<Located> other) {
    latest.put(one.definition.id(), new Latest(one, other));
    return one;
  }

  private static CameraGeometry compile(CameraDefinition definition) {
    try {
      return CameraGeometry.of(definition);
    } catch (IllegalArgumentException e) {
      LOG.warn(
          "camera {}, version {}: {}. It is treated as a camera without calibration and zones",
          definition.id(),
          definition.version(),
          e.getMessage());
      return CameraGeometry.of(bare(definition));
    }
  }

  private static CameraDefinition bare(CameraDefinition definition) {
    return new CameraDefinition(
        definition.id(),
        definition.version(),
        definition.site(),
        definition.source(),
        Optional.empty(),
        List.of(),
        List.of(),
        List.of(),
        definition.model(),
        definition.attributes());
  }
}
