package dev.gantry.topologies.definition;

import dev.gantry.domain.camera.Calibration;
import dev.gantry.domain.geometry.KnownDistance;
import dev.gantry.domain.geometry.KnownDistance.Direction;
import dev.gantry.domain.geometry.Lens;
import dev.gantry.domain.geometry.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads the calibration of a camera: one of four forms, with or without a lens. */
final class CalibrationReader {

  static final String EXPECTED = "{points}, {matrix}, {vanishing} or {distances}";

  private static final List<String> FORMS = List.of("points", "matrix", "vanishing", "distances");

  private static final Map<String, Direction> DIRECTIONS =
      new TreeMap<>(Map.of("along", Direction.ALONG, "across", Direction.ACROSS));

  private static final String DISTORTION = "[k1, k2, p1, p2] or [k1, k2, p1, p2, k3]";

  private CalibrationReader() {}

  static Optional<Calibration> read(Fields fields) {
    List<String> found = FORMS.stream().filter(form -> fields.find(form).isPresent()).toList();
    Optional<Fields> lensFields = fields.mapping("lens", "{focal, principal, distortion}");
    Optional<Lens> lens = lensFields.flatMap(CalibrationReader::lens);
    Optional<Calibration> read = Optional.empty();
    if (found.size() != 1) {
      fields
          .problems()
          .at(
              fields.node(),
              fields.pathOf("points"),
              "exactly one of " + String.join(", ", FORMS),
              String.join(", ", fields.names()));
    } else {
      read =
          switch (found.get(0)) {
            case "points" -> points(fields);
            case "matrix" -> matrix(fields);
            case "distances" -> distances(fields);
            default ->
                fields
                    .mapping("vanishing", "{vp1, vp2, principal, scale}")
                    .flatMap(CalibrationReader::vanishing);
          };
    }
    fields.finish();
    return lens.isEmpty()
        ? read
        : read.map(plain -> new Calibration.ThroughLens(lens.get(), plain));
  }

  private static Optional<Lens> lens(Fields fields) {
    Optional<Double> focal =
        fields.requiredNumber("focal", v -> v > 0, "a focal length in pixels, above 0");
    Optional<Point> principal = fields.requiredPoint("principal", "pixels");
    List<Double> k = numbers(fields, "distortion", DISTORTION);
    if (fields.find("distortion").isEmpty()) {
      fields.missing("distortion", DISTORTION);
    } else if (k.size() != 4 && k.size() != 5) {
      fields.refuse("distortion", DISTORTION, k.size() + " numbers");
    }
    fields.finish();
    if (focal.isEmpty() || principal.isEmpty() || (k.size() != 4 && k.size() != 5)) {
      return Optional.empty();
    }
    double k3 = k.size() == 5 ? k.get(4) : 0;
    return Optional.of(
        new Lens(
            focal.get(), focal.get(), principal.get(), k.get(0), k.get(1), k.get(2), k.get(3), k3));
  }

  private static Optional<Calibration> points(Fields fields) {
    List<Calibration.Pair> pairs = new ArrayList<>();
    List<Fields> elements = fields.mappings("points", "{pixel: [x, y], metres: [x, y]}");
    for (Fields inner : elements) {
      Optional<Point> pixel = inner.requiredPoint("pixel", "pixels");
      Optional<Point> metres = inner.requiredPoint("metres", "metres");
      inner.finish();
      if (pixel.isPresent() && metres.isPresent()) {
        pairs.add(new Calibration.Pair(pixel.get(), metres.get()));
      }
    }
    if (elements.size() < 4) {
      fields.refuse("points", "4 points or more", elements.size() + " points");
    }
    return Optional.of(new Calibration.Points(pairs));
  }

  private static Optional<Calibration> matrix(Fields fields) {
    String expected = "9 numbers, row by row, from pixels to metres";
    List<Double> numbers = numbers(fields, "matrix", expected);
    if (fields.elements("matrix", expected).size() != 9) {
      fields.refuse("matrix", expected);
    }
    return Optional.of(new Calibration.Matrix(numbers));
  }

  private static Optional<Calibration> vanishing(Fields fields) {
    Optional<Point> vp1 = fields.requiredPoint("vp1", "pixels");
    Optional<Point> vp2 = fields.requiredPoint("vp2", "pixels");
    Optional<Point> principal = fields.requiredPoint("principal", "pixels");
    Optional<Double> scale = fields.requiredNumber("scale", v -> v > 0, "a number above 0");
    fields.finish();
    if (vp1.isEmpty() || vp2.isEmpty() || principal.isEmpty() || scale.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Calibration.Vanishing(vp1.get(), vp2.get(), principal.get(), scale.get()));
  }

  private static Optional<Calibration> distances(Fields fields) {
    List<KnownDistance> distances = new ArrayList<>();
    List<Fields> elements =
        fields.mappings("distances", "{from: [x, y], to: [x, y], metres, direction}");
    for (Fields inner : elements) {
      Optional<Point> from = inner.requiredPoint("from", "pixels");
      Optional<Point> to = inner.requiredPoint("to", "pixels");
      Optional<Double> metres = inner.requiredNumber("metres", v -> v > 0, "a length above 0");
      Direction direction = inner.choice("direction", DIRECTIONS).orElse(Direction.ANY);
      inner.finish();
      if (from.isPresent() && to.isPresent() && metres.isPresent()) {
        distances.add(new KnownDistance(from.get(), to.get(), metres.get(), direction));
      }
    }
    if (elements.size() < 4) {
      fields.refuse("distances", "4 distances or more", elements.size() + " distances");
    }
    return fields
        .requiredPoint("principal", "pixels")
        .map(principal -> new Calibration.Distances(distances, principal));
  }

  private static List<Double> numbers(Fields fields, String name, String expected) {
    List<Double> numbers = new ArrayList<>();
    for (Fields.Element element : fields.elements(name, expected)) {
      fields
          .asNumber(element.node(), element.path(), Double::isFinite, "a number")
          .ifPresent(numbers::add);
    }
    return numbers;
  }
}
