package dev.gantry.domain.camera;

import dev.gantry.domain.geometry.GroundMap;
import dev.gantry.domain.geometry.Lens;
import dev.gantry.domain.geometry.Point;
import dev.gantry.domain.geometry.Polygon;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One version of a camera definition, compiled: its mapping to the ground, its segments and zones.
 * Immutable and safe for any thread.
 */
public final class CameraGeometry {

  private final int version;
  private final Optional<GroundMap> ground;
  private final List<Area<Road>> roads;
  private final List<Area<CameraDefinition.Zone>> zones;

  private CameraGeometry(
      int version,
      Optional<GroundMap> ground,
      List<Area<Road>> roads,
      List<Area<CameraDefinition.Zone>> zones) {
    this.version = version;
    this.ground = ground;
    this.roads = roads;
    this.zones = zones;
  }

  private record Area<T>(T definition, Polygon polygon) {}

  /**
   * A segment, and which way is along it.
   *
   * @param definition the segment
   * @param axisDeg its lawful heading, or where both ways are lawful that of its longest side, from
   *     0 up to 180; degrees clockwise from the y axis of the ground
   */
  public record Road(CameraDefinition.Segment definition, double axisDeg) {

    /**
     * Which way along it a heading is.
     *
     * @param headingDeg degrees clockwise from the y axis of the ground
     */
    public Direction directionOf(double headingDeg) {
      return Math.cos(Math.toRadians(headingDeg - axisDeg)) > 0
          ? Direction.ALONG
          : Direction.AGAINST;
    }
  }

  /**
   * Compiles a definition.
   *
   * @throws IllegalArgumentException naming the field as in the camera's YAML, what was expected
   *     and what was found, when the calibration is unusable or a polygon encloses no area
   */
  public static CameraGeometry of(CameraDefinition definition) {
    Optional<GroundMap> ground =
        definition
            .calibration()
            .map(c -> named("calibration.", () -> compile(c, Optional.empty())));
    List<Area<Road>> roads = new ArrayList<>();
    for (int i = 0; i < definition.segments().size(); i++) {
      CameraDefinition.Segment segment = definition.segments().get(i);
      String field = "segments[" + i + "].polygon_m: ";
      Polygon polygon = named(field, () -> Polygon.of(segment.polygon()));
      double axisDeg = segment.headingDeg().orElseGet(polygon::longestSideDeg);
      roads.add(new Area<>(new Road(segment, axisDeg), polygon));
    }
    List<Area<CameraDefinition.Zone>> zones = new ArrayList<>();
    for (int i = 0; i < definition.zones().size(); i++) {
      CameraDefinition.Zone zone = definition.zones().get(i);
      String field = "zones[" + i + "].polygon_px: ";
      zones.add(new Area<>(zone, named(field, () -> Polygon.of(zone.polygon()))));
    }
    zones.sort(Comparator.comparing(zone -> zone.definition().id()));
    return new CameraGeometry(definition.version(), ground, List.copyOf(roads), List.copyOf(zones));
  }

  /** Version of the definition. */
  public int version() {
    return version;
  }

  /** From pixels to metres; empty for an uncalibrated camera. */
  public Optional<GroundMap> ground() {
    return ground;
  }

  /**
   * The segment that holds a point on the ground: the first as defined where they overlap.
   *
   * @param metres metres
   */
  public Optional<Road> findRoad(Point metres) {
    for (Area<Road> road : roads) {
      if (road.polygon().contains(metres)) {
        return Optional.of(road.definition());
      }
    }
    return Optional.empty();
  }

  /**
   * Ids of the zones that hold a pixel, sorted.
   *
   * @param pixel pixels
   */
  public List<String> zonesAt(Point pixel) {
    if (zones.isEmpty()) {
      return List.of();
    }
    List<String> ids = new ArrayList<>();
    for (Area<CameraDefinition.Zone> zone : zones) {
      if (zone.polygon().contains(pixel)) {
        ids.add(zone.definition().id());
      }
    }
    return ids;
  }

  private static GroundMap compile(Calibration calibration, Optional<Lens> lens) {
    if (calibration instanceof Calibration.ThroughLens through) {
      return compile(through.calibration(), Optional.of(through.lens()));
    }
    if (calibration instanceof Calibration.Points points) {
      return GroundMap.fromPairs(
          lens,
          points.pairs().stream().map(Calibration.Pair::pixel).toList(),
          points.pairs().stream().map(Calibration.Pair::metres).toList());
    }
    if (calibration instanceof Calibration.Matrix matrix) {
      return GroundMap.fromMatrix(lens, matrix.rowMajor());
    }
    if (calibration instanceof Calibration.Vanishing v) {
      return GroundMap.fromVanishing(lens, v.vp1(), v.vp2(), v.principal(), v.scale());
    }
    if (calibration instanceof Calibration.Distances known) {
      return GroundMap.fromDistances(lens, known.distances(), known.principal());
    }
    throw new IllegalStateException("no such calibration: " + calibration);
  }

  private static <T> T named(String field, Supplier<T> compile) {
    try {
      return compile.get();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(field + e.getMessage(), e);
    }
  }
}
