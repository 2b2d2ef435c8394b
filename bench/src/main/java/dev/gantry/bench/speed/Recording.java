package dev.gantry.bench.speed;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gantry.app.CommandFailedException;
import dev.gantry.domain.camera.Calibration;
import dev.gantry.domain.geometry.KnownDistance;
import dev.gantry.domain.geometry.KnownDistance.Direction;
import dev.gantry.domain.geometry.Point;
import java.io.EOFException;
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
import java.util.zip.ZipException;

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
  private static final String TRACKS = ".tracks.json.gz";

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

  /**
   * Reads a recording.
   *
   * @throws CommandFailedException naming file and field of what is not as it should be
   */
  static Recording read(Path folder, String name) throws IOException {
    Path truth = folder.resolve(name + TRUTH);
    Path tracks = folder.resolve(name + TRACKS);
    if (!Files.exists(tracks)) {
      throw new CommandFailedException(truth + ": expected " + tracks + " beside it, found none");
    }
    try (InputStream ofTruth = Files.newInputStream(truth);
        InputStream ofTracks = new GZIPInputStream(Files.newInputStream(tracks))) {
      Field gt = Field.read(truth, ofTruth);
      Field seen = Field.read(tracks, ofTracks);
      return new Recording(
          name,
          gt.at("fps").number(),
          lines(gt.at("measurementLines")),
          lines(gt.at("laneDivLines")),
          numbers(gt.at("invalidLanes")),
          truth(gt.at("cars")),
          tracks(seen.at("cars")),
          vanishing(seen.at("camera_calibration")),
          distances(gt.at("distanceMeasurement")));
    } catch (ZipException | EOFException e) {
      throw new CommandFailedException(tracks + ": expected a whole gzip file, found none", e);
    }
  }

  private static List<ImageLine> lines(Field lines) {
    List<ImageLine> all = new ArrayList<>();
    for (Field line : lines.elements()) {
      List<Field> abc = line.elements(3);
      all.add(new ImageLine(abc.get(0).number(), abc.get(1).number(), abc.get(2).number()));
    }
    return all;
  }

  private static Set<Integer> numbers(Field list) {
    Set<Integer> all = new HashSet<>();
    list.elements().forEach(number -> all.add(number.whole()));
    return all;
  }

  private static List<TruthCar> truth(Field cars) {
    return cars.elements().stream()
        .map(car -> car.at("valid").flag() ? validCar(car) : otherCar(car.node()))
        .toList();
  }

  private static TruthCar validCar(Field car) {
    List<Field> crossings = car.at("intersections").elements(1);
    return new TruthCar(
        car.at("carId").whole(),
        car.at("speed").number(),
        true,
        numbers(car.at("laneIndex")),
        crossings.get(crossings.size() - 1).at("videoTime").number());
  }

  /** Of one that does not count not all may be known. */
  private static TruthCar otherCar(JsonNode car) {
    JsonNode crossings = car.path("intersections");
    Set<Integer> lanes = new HashSet<>();
    car.path("laneIndex").forEach(lane -> lanes.add(lane.asInt()));
    return new TruthCar(
        car.path("carId").asInt(),
        car.path("speed").asDouble(),
        false,
        lanes,
        crossings.path(crossings.size() - 1).path("videoTime").asDouble());
  }

  private static List<PixelTrack> tracks(Field cars) {
    List<PixelTrack> all = new ArrayList<>();
    for (Field car : cars.elements()) {
      // A car seen once has a number in place of a list.
      if (car.at("posX").isList()) {
        all.add(track(car));
      }
    }
    return all;
  }

  private static PixelTrack track(Field car) {
    List<Field> frames = car.at("frames").elements();
    List<Field> x = car.at("posX").elements(frames.size());
    List<Field> y = car.at("posY").elements(frames.size());
    List<PixelTrack.Sighting> sightings = new ArrayList<>();
    for (int i = 0; i < frames.size(); i++) {
      Point place = new Point(x.get(i).number(), y.get(i).number());
      sightings.add(new PixelTrack.Sighting(frames.get(i).whole(), place));
    }
    return new PixelTrack(car.at("id").whole(), sightings);
  }

  private static Calibration vanishing(Field calibration) {
    return new Calibration.Vanishing(
        calibration.at("vp1").point(),
        calibration.at("vp2").point(),
        calibration.at("pp").point(),
        calibration.at("scale").number());
  }

  private static Calibration distances(Field measured) {
    List<KnownDistance> all = new ArrayList<>();
    for (Field one : measured.elements()) {
      all.add(
          new KnownDistance(
              one.at("p1").point(),
              one.at("p2").point(),
              one.at("distance").number(),
              one.at("toVP1").flag() ? Direction.ALONG : Direction.ACROSS));
    }
    return new Calibration.Distances(all, new Point(WIDTH / 2.0, HEIGHT / 2.0));
  }
}
