package dev.gantry.topologies.definition;

import dev.gantry.domain.camera.Calibration;
import dev.gantry.domain.camera.CameraDefinition;
import dev.gantry.domain.camera.CameraDefinition.Line;
import dev.gantry.domain.camera.CameraDefinition.Segment;
import dev.gantry.domain.camera.CameraDefinition.Source;
import dev.gantry.domain.camera.CameraDefinition.Zone;
import dev.gantry.domain.camera.CameraGeometry;
import dev.gantry.domain.geometry.Point;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.Node;

/** Reads a document of kind camera. */
final class CameraReader {

  private static final double HIGHEST_FPS = 1000;
  private static final double HIGHEST_LIMIT_KMH = 1000;
  private static final int MOST_LANES = 20;

  /** What the geometry says: field, expected, found. */
  private static final Pattern GEOMETRY =
      Pattern.compile("([^:]+): expected (.*), found (.*)", Pattern.DOTALL);

  private CameraReader() {}

  /** The camera; of no use when a problem was reported. Also notes the model that it names. */
  static Optional<CameraDefinition> read(Fields fields, int version, References references) {
    Optional<String> id = fields.id("id");
    String site = fields.optionalId("site").orElse("");
    Optional<Source> source =
        fields.mapping("source", "{url, fps, size}").flatMap(CameraReader::source);
    Optional<Calibration> calibration =
        fields.mapping("calibration", CalibrationReader.EXPECTED).flatMap(CalibrationReader::read);
    List<Segment> segments = new ArrayList<>();
    Set<String> segmentIds = new HashSet<>();
    for (Fields inner :
        fields.mappings("segments", "{id, polygon_m, heading_deg, limit_kmh, lanes}")) {
      segment(inner, segmentIds).ifPresent(segments::add);
    }
    List<Zone> zones = new ArrayList<>();
    Set<String> zoneIds = new HashSet<>();
    for (Fields inner : fields.mappings("zones", "{id, polygon_px, gate}")) {
      zone(inner, zoneIds).ifPresent(zones::add);
    }
    List<Line> lines = new ArrayList<>();
    Set<String> lineIds = new HashSet<>();
    for (Fields inner : fields.mappings("lines", "{id, from_px, to_px}")) {
      line(inner, lineIds).ifPresent(lines::add);
    }
    Optional<String> model = fields.optionalId("model");
    model.ifPresent(
        named ->
            fields
                .find("model")
                .ifPresent(
                    node -> references.add(node, fields.pathOf("model"), Referent.MODEL, named)));
    Map<String, String> attributes =
        fields.textMap("attributes", RuleReader.LABEL, "names of letters, digits and '_'");
    fields.finish();
    if (id.isEmpty() || fields.problems().count() > 0) {
      return Optional.empty();
    }
    CameraDefinition camera =
        new CameraDefinition(
            id.get(),
            version,
            site,
            source,
            calibration,
            segments,
            zones,
            lines,
            model,
            attributes);
    checkGeometry(fields, camera);
    return Optional.of(camera);
  }

  /** What only shows when everything is put together, such as points on one line. */
  private static void checkGeometry(Fields fields, CameraDefinition camera) {
    try {
      CameraGeometry.of(camera);
    } catch (IllegalArgumentException e) {
      Matcher told = GEOMETRY.matcher(String.valueOf(e.getMessage()));
      String field = told.matches() ? told.group(1) : "calibration";
      Node at = fields.find(field.split("[.\\[]", 2)[0]).orElse(fields.node());
      fields
          .problems()
          .at(
              at,
              field,
              told.matches() ? told.group(2) : "a usable geometry",
              told.matches() ? told.group(3) : String.valueOf(e.getMessage()));
    }
  }

  private static Optional<Source> source(Fields fields) {
    Optional<String> url = fields.requiredText("url", "a file path or the URL of a stream");
    Optional<Double> fps =
        fields.number(
            "fps", v -> v > 0 && v <= HIGHEST_FPS, "frames per second above 0, at most 1000");
    Optional<int[]> size = fields.size("size");
    fields.finish();
    return url.map(
        known -> new Source(known, fps, size.map(wide -> wide[0]), size.map(wide -> wide[1])));
  }

  private static Optional<Segment> segment(Fields fields, Set<String> ids) {
    Optional<String> id = uniqueId(fields, ids);
    List<Point> polygon = polygon(fields, "polygon_m", "metres");
    Optional<Double> heading =
        fields.number("heading_deg", v -> v >= 0 && v < 360, "degrees from 0 to below 360");
    Optional<Double> limit =
        fields.number(
            "limit_kmh", v -> v > 0 && v <= HIGHEST_LIMIT_KMH, "km/h above 0, at most 1000");
    Optional<Double> lanes =
        fields.number(
            "lanes",
            v -> v == Math.rint(v) && v >= 1 && v <= MOST_LANES,
            "a whole number from 1 to " + MOST_LANES);
    fields.finish();
    int count = lanes.map(Double::intValue).orElse(1);
    return id.map(known -> new Segment(known, polygon, heading, limit, count));
  }

  private static Optional<Zone> zone(Fields fields, Set<String> ids) {
    Optional<String> id = uniqueId(fields, ids);
    List<Point> polygon = polygon(fields, "polygon_px", "pixels");
    Optional<String> gate = fields.optionalId("gate");
    fields.finish();
    return id.map(known -> new Zone(known, polygon, gate));
  }

  private static Optional<Line> line(Fields fields, Set<String> ids) {
    Optional<String> id = uniqueId(fields, ids);
    Optional<Point> from = fields.requiredPoint("from_px", "pixels");
    Optional<Point> to = fields.requiredPoint("to_px", "pixels");
    if (from.isPresent() && from.equals(to)) {
      fields.refuse("to_px", "another point than from_px", "the same");
    }
    fields.finish();
    return id.isPresent() && from.isPresent() && to.isPresent()
        ? Optional.of(new Line(id.get(), from.get(), to.get()))
        : Optional.empty();
  }

  private static Optional<String> uniqueId(Fields fields, Set<String> ids) {
    Optional<String> id = fields.id("id");
    if (id.isPresent() && !ids.add(id.get())) {
      fields.refuse("id", "an id of its own", "'" + id.get() + "' again");
    }
    return id;
  }

  private static List<Point> polygon(Fields fields, String name, String unit) {
    String expected = "3 points or more, each [x, y] in " + unit;
    if (fields.find(name).isEmpty()) {
      fields.missing(name, expected);
      return List.of();
    }
    List<Fields.Element> elements = fields.elements(name, expected);
    List<Point> points = new ArrayList<>();
    for (Fields.Element element : elements) {
      fields.asPoint(element.node(), element.path(), unit).ifPresent(points::add);
    }
    if (elements.size() < 3) {
      fields.refuse(name, expected, elements.size() + " points");
    }
    return points;
  }
}
