package dev.gantry.domain.camera;

import dev.gantry.domain.geometry.GroundMap;
import dev.gantry.domain.geometry.Lens;
import dev.gantry.domain.geometry.Point;
import dev.gantry.domain.geometry.Polygon;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.DoubleSummaryStatistics;
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
  private final List<CameraDefinition.Line> lines;

  private CameraGeometry(
      int version,
      Optional<GroundMap> ground,
      List<Area<Road>> roads,
      List<Area<CameraDefinition.Zone>> zones,
      List<CameraDefinition.Line> lines) {
    this.version = version;
    this.ground = ground;
    this.roads = roads;
    this.zones = zones;
    this.lines = lines;
  }

  private record Area<T>(T definition, Polygon polygon) {}

  /**
   * A segment, and which way is along it.
   *
   * @param definition the segment
   * @param axisDeg its lawful heading, or where both ways are lawful that of its longest side, from
   *     0 up to 180; degrees clockwise from the y axis of the ground
   * @param middle its middle along that axis, metres
   * @param length how far it reaches along that axis, metres, above 0
   * @param left its leftmost place across that axis, metres
   * @param width its width across that axis, metres, above 0
   */
  public record Road(
      CameraDefinition.Segment definition,
      double axisDeg,
      double middle,
      double length,
      double left,
      double width) {

    static Road of(CameraDefinition.Segment segment, double axisDeg) {
      double sin = StrictMath.sin(StrictMath.toRadians(axisDeg));
      double cos = StrictMath.cos(StrictMath.toRadians(axisDeg));
      DoubleSummaryStatistics along =
          segment.polygon().stream()
              .mapToDouble(corner -> corner.x() * sin + corner.y() * cos)
              .summaryStatistics();
      DoubleSummaryStatistics across =
          segment.polygon().stream()
              .mapToDouble(corner -> corner.x() * cos - corner.y() * sin)
              .summaryStatistics();
      return new Road(
          segment,
          axisDeg,
          (along.getMin() + along.getMax()) / 2,
          along.getMax() - along.getMin(),
          across.getMin(),
          across.getMax() - across.getMin());
    }

    /**
     * The lane that holds a place on it, 1 the leftmost as seen along the axis.
     *
     * @param metres metres
     */
    public int laneAt(Point metres) {
      double radians = StrictMath.toRadians(axisDeg);
      double across = metres.x() * StrictMath.cos(radians) - metres.y() * StrictMath.sin(radians);
      int lane = 1 + (int) Math.floor((across - left) / width * definition.lanes());
      return Math.max(1, Math.min(definition.lanes(), lane));
    }

    /**
     * How far beyond its middle a place is along the axis, metres; below 0 before it.
     *
     * @param metres metres
     */
    public double beyondMiddle(Point metres) {
      double radians = StrictMath.toRadians(axisDeg);
      return metres.x() * StrictMath.sin(radians) + metres.y() * StrictMath.cos(radians) - middle;
    }

    /**
     * Heading of one who stands on it: the lawful one, or else the way it came.
     *
     * @param direction which way it went when it last moved there
     * @return degrees clockwise from the y axis of the ground, 0 to below 360
     */
    public double headingDeg(Direction direction) {
      boolean turned = definition.headingDeg().isEmpty() && direction == Direction.AGAINST;
      return turned ? axisDeg + 180 : axisDeg;
    }

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
            .map(
                c -> named("calibration.", () -> compile(c, Optional.empty(), corner(definition))));
    List<Area<Road>> roads = new ArrayList<>();
    for (int i = 0; i < definition.segments().size(); i++) {
      CameraDefinition.Segment segment = definition.segments().get(i);
      String field = "segments[" + i + "].polygon_m: ";
      Polygon polygon = named(field, () -> Polygon.of(segment.polygon()));
      double axisDeg = segment.headingDeg().orElseGet(polygon::longestSideDeg);
      roads.add(new Area<>(Road.of(segment, axisDeg), polygon));
    }
    List<Area<CameraDefinition.Zone>> zones = new ArrayList<>();
    for (int i = 0; i < definition.zones().size(); i++) {
      CameraDefinition.Zone zone = definition.zones().get(i);
      String field = "zones[" + i + "].polygon_px: ";
      zones.add(new Area<>(zone, named(field, () -> Polygon.of(zone.polygon()))));
    }
    zones.sort(Comparator.comparing(zone -> zone.definition().id()));
    return new CameraGeometry(
        definition.version(), ground, List.copyOf(roads), List.copyOf(zones), definition.lines());
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
   * How far a segment reaches along its axis before this camera, metres; 0 when the camera can
   * place nobody on it.
   */
  public double lengthOf(String segment) {
    if (ground.isEmpty()) {
      return 0;
    }
    return roads.stream()
        .map(Area::definition)
        .filter(road -> road.definition().id().equals(segment))
        .mapToDouble(Road::length)
        .sum();
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

  /**
   * The gate of the first of some zones that has one; empty for none.
   *
   * @param zoneIds ids of zones
   */
  public String gateOf(List<String> zoneIds) {
    for (Area<CameraDefinition.Zone> zone : zones) {
      if (zone.definition().gate().isPresent() && zoneIds.contains(zone.definition().id())) {
        return zone.definition().gate().get();
      }
    }
    return "";
  }

  /** The lines, as defined. */
  public List<CameraDefinition.Line> lines() {
    return lines;
  }

  /** Lower right corner of the image, pixels; empty when its size is not stated. */
  private static Optional<Point> corner(CameraDefinition definition) {
    return definition
        .source()
        .flatMap(s -> s.width().flatMap(w -> s.height().map(h -> new Point(w, h))));
  }

  private static GroundMap compile(
      Calibration calibration, Optional<Lens> lens, Optional<Point> corner) {
    if (calibration instanceof Calibration.ThroughLens through) {
      return compile(through.calibration(), Optional.of(through.lens()), corner);
    }
    if (calibration instanceof Calibration.Points points) {
      return GroundMap.fromPairs(
          lens,
          points.pairs().stream().map(Calibration.Pair::pixel).toList(),
          points.pairs().stream().map(Calibration.Pair::metres).toList());
    }
    if (calibration instanceof Calibration.Matrix matrix) {
      return GroundMap.fromMatrix(lens, matrix.rowMajor(), corner);
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
