package dev.gantry.bench.speed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gantry.app.CommandFailedException;
import dev.gantry.bench.speed.SpeedBench.CalibrationChoice;
import dev.gantry.domain.geometry.Homography;
import dev.gantry.domain.geometry.Point;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** A recording of the published layout with two lanes, two gates and cars of known speed. */
class SpeedCommandTest {

  private static final Point VP1 = new Point(700, -500);
  private static final Point VP2 = new Point(12_000, 200);
  private static final Point PRINCIPAL = new Point(960, 540);
  private static final double SCALE = 0.02;
  private static final Homography CAMERA = Homography.fromVanishing(VP1, VP2, PRINCIPAL, SCALE);

  @TempDir Path folder;

  @BeforeEach
  void write() throws IOException {
    Files.writeString(folder.resolve("session9_left.gt.json"), truth());
    try (OutputStream out =
        new GZIPOutputStream(
            Files.newOutputStream(folder.resolve("session9_left.tracks.json.gz")))) {
      out.write(tracks().getBytes(StandardCharsets.UTF_8));
    }
  }

  @Test
  void shouldMeasureTheCarThatCrossesTheLastGateWithTheTruth() throws IOException {
    Recording recording = Recording.read(folder, "session9_left");

    List<SpeedRow> rows = new SpeedBench(CalibrationChoice.GIVEN, false).rows(recording);

    // then the second car, of the other lane's time, and the one nobody tracked have no row
    assertThat(rows).extracting(SpeedRow::trackId).containsExactly(7);
    assertThat(rows.get(0).truthCar()).isEqualTo(3);
    assertThat(rows.get(0).speed()).isCloseTo(72, within(0.2));
    assertThat(rows.get(0).covered()).isTrue();
  }

  @Test
  void shouldMeasureTheSameThroughTheTopology() throws IOException {
    Recording recording = Recording.read(folder, "session9_left");

    List<SpeedRow> alone = new SpeedBench(CalibrationChoice.GIVEN, false).rows(recording);
    List<SpeedRow> rows = new SpeedBench(CalibrationChoice.GIVEN, true).rows(recording);

    assertThat(rows).extracting(SpeedRow::trackId).containsExactly(7);
    assertThat(rows.get(0).speed()).isCloseTo(alone.get(0).speed(), within(1e-3));
    assertThat(rows.get(0).sigma())
        .as("a box may end above the ground, which a point does not")
        .isBetween(alone.get(0).sigma(), 2 * alone.get(0).sigma());
  }

  @Test
  void shouldPrintFiguresAndRowsForOthersToCheck() throws IOException {
    int code =
        new CommandLine(new SpeedCommand())
            .execute(folder.toString(), "--dump", folder.resolve("rows").toString(), "--json");

    assertThat(code).isZero();
    List<String> rows = Files.readAllLines(folder.resolve("rows/session9_left.csv"));
    assertThat(rows).hasSize(4);
    assertThat(rows.get(0)).contains(",interval95_low_kmh,interval95_high_kmh,");
    assertThat(rows.get(1)).startsWith("7,3,7");
    assertThat(rows.subList(2, 4))
        .as("valid cars that nobody tracked")
        .containsExactly(",4,,,,,90.0000,", ",5,,,,,90.0000,");
    List<String> tracks = Files.readAllLines(folder.resolve("rows/session9_left.tracks.csv"));
    assertThat(tracks).hasSize(3).startsWith("track_id,speed_kmh,sigma_kmh").endsWith("9,,");
    assertThat(rows.get(1)).startsWith("7,3," + tracks.get(1).substring("7,".length()));
  }

  @ParameterizedTest
  @CsvSource({
    "72.0, null, cars[0].speed: expected a number",
    "50.0, \"fast\", fps: expected a number",
    "'\"valid\": true, ', '\"valid\": true, \"laneIndex\": 1, ', cars[0].laneIndex: expected a list",
    "'\"cars\": [', '\"cars\": [{\"valid\": true}, ', cars[0].intersections: expected a list"
  })
  void shouldNameFileAndFieldOfWhatIsNotAsItShouldBe(String right, String wrong, String message)
      throws IOException {
    Path file = folder.resolve("session9_left.gt.json");
    String changed = truth().replace(right, wrong);
    Files.writeString(
        file, wrong.contains("laneIndex") ? changed.replace("\"laneIndex\": [1],", "") : changed);

    assertThatThrownBy(() -> Recording.read(folder, "session9_left"))
        .isInstanceOf(CommandFailedException.class)
        .hasMessageStartingWith(file + ": " + message);
  }

  @Test
  void shouldNameFileAndLineOfWhatIsNoJson() throws IOException {
    Path file = folder.resolve("session9_left.gt.json");
    Files.writeString(file, "{\"fps\": 50.0,\n \"cars\": [}\n");

    assertThatThrownBy(() -> Recording.read(folder, "session9_left"))
        .isInstanceOf(CommandFailedException.class)
        .hasMessageStartingWith(file + ", line 2: expected JSON");
  }

  @Test
  void shouldSayThatARecordingHasNoTracks() throws IOException {
    Files.delete(folder.resolve("session9_left.tracks.json.gz"));

    assertThatThrownBy(() -> Recording.read(folder, "session9_left"))
        .isInstanceOf(CommandFailedException.class)
        .hasMessageContaining("session9_left.tracks.json.gz beside it, found none");
  }

  @Test
  void shouldCountWhatWasNotMeasuredAgainstTheRecall() {
    TruthCar car = new TruthCar(1, 80, true, java.util.Set.of(0), 1);

    SpeedFigures figures =
        SpeedFigures.of("x", List.of(SpeedRow.of(1, car, 81, 1), SpeedRow.of(2, car, 77, 1)), 4);

    assertThat(figures.recall()).isEqualTo(0.5);
    assertThat(figures.mean()).isEqualTo(2);
    assertThat(figures.coverage95()).isEqualTo(0.5);
  }

  @Test
  void shouldSayNothingOfErrorsWhereNoCarHasASpeed() throws IOException {
    SpeedFigures figures = SpeedFigures.of("x", List.of(), 4);

    assertThat(figures.recall()).isZero();
    assertThat(figures.mean()).isNull();
    assertThat(figures.words().split(" +"))
        .containsExactly("x", "0", "-", "-", "-", "-", "-", "0.000", "-", "-");
    assertThat(new ObjectMapper().valueToTree(figures).get("median").isNull()).isTrue();
    assertThat(SpeedFigures.of("x", List.of(), 0).recall()).isNull();
  }

  @Test
  void shouldFindWhereAndWhenATrackCrossesALine() {
    // given a car that moves 10 pixels right and 20 down a frame, at (100, 200) in frame 50
    List<PixelTrack.Sighting> sightings =
        IntStream.range(0, 30)
            .mapToObj(i -> new PixelTrack.Sighting(50 + i, new Point(100 + 10 * i, 200 + 20 * i)))
            .toList();

    Crossing crossing = Crossing.of(new ImageLine(0, 1, -430), sightings).orElseThrow();

    assertThat(crossing.place().x()).isCloseTo(215, within(1e-6));
    assertThat(crossing.place().y()).isCloseTo(430, within(1e-6));
    assertThat(crossing.frame()).isCloseTo(61.5, within(1e-6));
  }

  /** A car at 20 m/s towards the camera, in frames of a fiftieth of a second. */
  private static String tracks() {
    List<Point> places =
        IntStream.range(0, 45)
            .mapToObj(i -> CAMERA.toImage(new Point(2, 24 - 0.4 * i)).orElseThrow())
            .filter(p -> p.y() < 1070)
            .toList();
    return """
        {"cars": [{"id": 7, "frames": [%s], "posX": [%s], "posY": [%s]},
                  {"id": 8, "frames": [3], "posX": 100.0, "posY": 200.0},
                  {"id": 9, "frames": [3, 4], "posX": [100.0, 101.0], "posY": [200.0, 201.0]}],
         "camera_calibration": {"vp1": [700, -500], "vp2": [12000, 200], "pp": [960, 540], "scale": 0.02}}
        """
        .formatted(
            IntStream.range(0, places.size())
                .mapToObj(i -> "" + (100 + i))
                .collect(Collectors.joining(",")),
            places.stream().map(p -> "" + p.x()).collect(Collectors.joining(",")),
            places.stream().map(p -> "" + p.y()).collect(Collectors.joining(",")));
  }

  private static String truth() {
    double lastSeconds = (100 + (24 - 10) / 0.4) / 50;
    String line = "[%s, %s, %s]";
    return String.format(
        Locale.ROOT,
        """
        {"fps": 50.0, "invalidLanes": [],
         "measurementLines": [%s, %s],
         "laneDivLines": [%s, %s, %s],
         "distanceMeasurement": [],
         "cars": [
           {"carId": 3, "speed": 72.0, "valid": true, "laneIndex": [1],
            "intersections": [{"videoTime": 0}, {"videoTime": %s}]},
           {"carId": 4, "speed": 90.0, "valid": true, "laneIndex": [0],
            "intersections": [{"videoTime": 0}, {"videoTime": %s}]},
           {"carId": 5, "speed": 90.0, "valid": true, "laneIndex": [1],
            "intersections": [{"videoTime": 0}, {"videoTime": %s}]},
           {"carId": 6, "speed": 90.0, "valid": false, "laneIndex": [1],
            "intersections": [{"videoTime": 0}, {"videoTime": %s}]}]}
        """,
        through(line, new Point(0, 10), new Point(4, 10)),
        through(line, new Point(0, 20), new Point(4, 20)),
        through(line, new Point(-4, 10), new Point(-4, 20)),
        through(line, new Point(0, 10), new Point(0, 20)),
        through(line, new Point(4, 10), new Point(4, 20)),
        lastSeconds,
        lastSeconds,
        lastSeconds + 0.5,
        lastSeconds);
  }

  /** The line in the image through two places on the ground. */
  private static String through(String line, Point oneMetres, Point otherMetres) {
    Point one = CAMERA.toImage(oneMetres).orElseThrow();
    Point other = CAMERA.toImage(otherMetres).orElseThrow();
    double length = one.distanceTo(other);
    double a = (one.y() - other.y()) / length;
    double b = (other.x() - one.x()) / length;
    return line.formatted(a, b, -(a * one.x() + b * one.y()));
  }
}
