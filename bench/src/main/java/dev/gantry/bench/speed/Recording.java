package dev.gantry.bench.speed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gantry.domain.camera.Calibration;
import dev.gantry.domain.geometry.KnownDistance;
import dev.gantry.domain.geometry.KnownDistance.Direction;
import dev.gantry.domain.geometry.Point;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPInputStream;

/**
 * One camera of BrnoCompSpeed: {@code NAME.gt.json} and {@code NAME.tracks.json.gz}.
 *
 * @param name file name without what follows the first point
 * @param fps frames per second
 * @param gates lines across the road where cars are measured, the last one first
 * @param laneLines lines between lanes, lane 0 between the first two
 * @param invalidLanes lanes whose cars do not count
 * @param truth the cars that the gates saw
 * @param tracks the cars that a tracker saw
 * @param published the calibration that comes with the tracks
 * @param known the calibration by the distances measured on the road
 */
record Recording(
    String name,
    double fps,
    List<ImageLine> gates,
    List<ImageLine> laneLines,
    Set<Integer> invalidLanes,
    List<TruthCar> truth,
    List<PixelTrack> tracks,
    Calibration published,
    Calibration known) {

  /** Size of all its videos, pixels. */
  static final int WIDTH = 1920;

  static final int HEIGHT = 1080;

  private static final String TRUTH = ".gt.json";

  /** Event time of the first frame: any will do. */
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  /** When a frame was taken. */
  Instant at(int frame) {
    return START.plus(Duration.ofNanos(Math.round(frame * 1e9 / fps)));
  }

  /** Names of the recordings in a folder, sorted. */
  static List<String> names(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files
          .map(file -> String.valueOf(file.getFileName()))
          .filter(file -> file.endsWith(TRUTH))
          .map(file -> file.substring(0, file.length() - TRUTH.length()))
          .sorted()
          .toList();
    }
  }

  static Recording read(Path folder, String name) throws IOException {
    ObjectMapper json = new ObjectMapper();
    JsonNode gt = json.readTree(folder.resolve(name + TRUTH).toFile());
    JsonNode seen;
    try (InputStream in =
        new GZIPInputStream(Files.newInputStream(folder.resolve(name + ".tracks.json.gz")))) {
      seen = json.readTree(in);
    }
    return new Recording(
        name,
        gt.path("fps").asDouble(),
        lines(gt.path("measurementLines")),
        lines(gt.path("laneDivLines")),
        numbers(gt.path("invalidLanes")),
        truth(gt.path("cars")),
        tracks(seen.path("cars")),
        vanishing(seen.path("camera_calibration")),
        distances(gt.path("distanceMeasurement")));
  }

  private static List<ImageLine> lines(JsonNode lines) {
    List<ImageLine> all = new ArrayList<>();
    lines.forEach(
        l -> all.add(new ImageLine(l.get(0).asDouble(), l.get(1).asDouble(), l.get(2).asDouble())));
    return all;
  }

  private static Set<Integer> numbers(JsonNode list) {
    Set<Integer> all = new HashSet<>();
    list.forEach(number -> all.add(number.asInt()));
    return all;
  }

  private static List<TruthCar> truth(JsonNode cars) {
    List<TruthCar> all = new ArrayList<>();
    for (JsonNode car : cars) {
      JsonNode crossings = car.path("intersections");
      all.add(
          new TruthCar(
              car.path("carId").asInt(),
              car.path("speed").asDouble(),
              car.path("valid").asBoolean(),
              numbers(car.path("laneIndex")),
              crossings.path(crossings.size() - 1).path("videoTime").asDouble()));
    }
    return all;
  }

  private static List<PixelTrack> tracks(JsonNode cars) {
    List<PixelTrack> all = new ArrayList<>();
    for (JsonNode car : cars) {
      // A car seen once has a number in place of a list.
      if (!car.path("posX").isArray()) {
        continue;
      }
      List<PixelTrack.Sighting> sightings = new ArrayList<>();
      for (int i = 0; i < car.path("frames").size(); i++) {
        Point place =
            new Point(car.path("posX").get(i).asDouble(), car.path("posY").get(i).asDouble());
        sightings.add(new PixelTrack.Sighting(car.path("frames").get(i).asInt(), place));
      }
      all.add(new PixelTrack(car.path("id").asInt(), sightings));
    }
    return all;
  }

  private static Calibration vanishing(JsonNode calibration) {
    return new Calibration.Vanishing(
        point(calibration.path("vp1")),
        point(calibration.path("vp2")),
        point(calibration.path("pp")),
        calibration.path("scale").asDouble());
  }

  private static Calibration distances(JsonNode measured) {
    List<KnownDistance> all = new ArrayList<>();
    for (JsonNode one : measured) {
      all.add(
          new KnownDistance(
              point(one.path("p1")),
              point(one.path("p2")),
              one.path("distance").asDouble(),
              one.path("toVP1").asBoolean() ? Direction.ALONG : Direction.ACROSS));
    }
    return new Calibration.Distances(all, new Point(WIDTH / 2.0, HEIGHT / 2.0));
  }

  private static Point point(JsonNode xy) {
    return new Point(xy.get(0).asDouble(), xy.get(1).asDouble());
  }
}
