package dev.gantry.domain.camera;

import dev.gantry.domain.geometry.Point;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One version of what an operator states about a camera: a definition of kind {@code camera}.
 *
 * @param id camera id, the key of its records
 * @param version version of the definition, 1 or more
 * @param site where it stands; the default scope of its alerts
 * @param source where its frames come from; absent when something else writes them
 * @param calibration how pixels become metres; absent for an uncalibrated camera
 * @param segments road segments it sees, on the ground
 * @param zones areas of the image
 * @param lines lines in the image
 * @param model id of the detection model; absent for the default
 * @param attributes what else there is to know of it, by name, such as who looks after it; told
 *     with its events
 */
public record CameraDefinition(
    String id,
    int version,
    String site,
    Optional<Source> source,
    Optional<Calibration> calibration,
    List<Segment> segments,
    List<Zone> zones,
    List<Line> lines,
    Optional<String> model,
    Map<String, String> attributes) {

  public CameraDefinition {
    segments = List.copyOf(segments);
    zones = List.copyOf(zones);
    lines = List.copyOf(lines);
    attributes = Map.copyOf(attributes);
  }

  /** A camera of which there is no more to know. */
  public CameraDefinition(
      String id,
      int version,
      String site,
      Optional<Source> source,
      Optional<Calibration> calibration,
      List<Segment> segments,
      List<Zone> zones,
      List<Line> lines,
      Optional<String> model) {
    this(id, version, site, source, calibration, segments, zones, lines, model, Map.of());
  }

  /** Whether a segment is one of its. */
  public boolean has(String segment) {
    return segments.stream().anyMatch(its -> its.id().equals(segment));
  }

  /**
   * Where frames come from.
   *
   * @param url file path, or URL of a stream
   * @param fps highest frame rate to take, frames per second, above 0; absent for all frames
   * @param width width to resize to, pixels; absent to keep
   * @param height height to resize to, pixels; absent to keep
   */
  public record Source(
      String url, Optional<Double> fps, Optional<Integer> width, Optional<Integer> height) {}

  /**
   * A stretch of road, on the ground.
   *
   * @param id segment id, shared by the cameras that see it
   * @param polygon corners in metres, 3 or more
   * @param headingDeg lawful direction of travel, degrees clockwise from the y axis of the ground,
   *     0 to 360; absent when both are lawful
   * @param limitKmh speed limit in km/h, above 0; absent when there is none
   * @param lanes lanes side by side along the heading, all as wide, 1 or more
   */
  public record Segment(
      String id,
      List<Point> polygon,
      Optional<Double> headingDeg,
      Optional<Double> limitKmh,
      int lanes) {

    public Segment {
      polygon = List.copyOf(polygon);
    }

    /** A segment of one lane. */
    public Segment(
        String id, List<Point> polygon, Optional<Double> headingDeg, Optional<Double> limitKmh) {
      this(id, polygon, headingDeg, limitKmh, 1);
    }
  }

  /**
   * An area of the image, entered and left by the bottom centre of a box.
   *
   * @param id zone id
   * @param polygon corners in pixels, 3 or more
   * @param gate id of the gate before which it lies; absent for none
   */
  public record Zone(String id, List<Point> polygon, Optional<String> gate) {

    public Zone {
      polygon = List.copyOf(polygon);
    }

    /** A zone before no gate. */
    public Zone(String id, List<Point> polygon) {
      this(id, polygon, Optional.empty());
    }
  }

  /**
   * A line in the image, in pixels.
   *
   * @param id line id
   * @param from start
   * @param to end, another point than the start
   */
  public record Line(String id, Point from, Point to) {}
}
