package dev.gantry.domain.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.gantry.domain.camera.CameraDefinition.Segment;
import dev.gantry.domain.camera.CameraDefinition.Zone;
import dev.gantry.domain.camera.CameraGeometry.Road;
import dev.gantry.domain.geometry.Point;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CameraGeometryTest {

  private static final Calibration POINTS =
      new Calibration.Points(
          List.of(
              pair(312, 480, 0, 0),
              pair(905, 470, 7, 0),
              pair(655, 210, 7, 42),
              pair(520, 212, 0, 42)));
  private static final Segment NORTH =
      new Segment(
          "north",
          List.of(new Point(0, 0), new Point(7, 0), new Point(7, 42), new Point(0, 42)),
          Optional.of(0.0),
          Optional.of(50.0));
  private static final Zone SCHOOL = zone("school", 300, 400, 900, 520);
  private static final Zone ALL = zone("all", 0, 0, 1280, 720);

  @Test
  void shouldFindSegmentAndZonesWhenCompiled() {
    CameraGeometry geometry =
        CameraGeometry.of(camera(Optional.of(POINTS), List.of(NORTH), List.of(SCHOOL, ALL)));

    assertThat(geometry.version()).isEqualTo(3);
    assertThat(geometry.ground().orElseThrow().toGround(new Point(312, 480))).isPresent();
    assertThat(geometry.findRoad(new Point(3, 10)).map(Road::definition)).contains(NORTH);
    assertThat(geometry.findRoad(new Point(8, 10))).isEmpty();
    assertThat(geometry.zonesAt(new Point(600, 450))).containsExactly("all", "school");
    assertThat(geometry.zonesAt(new Point(600, 300))).containsExactly("all");
  }

  @Test
  void shouldTellWhichWayIsAlongASegmentByItsHeadingOrElseItsLongestSide() {
    Segment west =
        new Segment(
            "west",
            List.of(new Point(20, 0), new Point(90, 0), new Point(90, 7), new Point(20, 7)),
            Optional.of(270.0),
            Optional.empty());
    Segment bothWays =
        new Segment(
            "both-ways",
            List.of(new Point(20, 10), new Point(90, 10), new Point(90, 17), new Point(20, 17)),
            Optional.empty(),
            Optional.empty());
    CameraGeometry geometry =
        CameraGeometry.of(camera(Optional.of(POINTS), List.of(west, bothWays), List.of()));

    Road lawful = geometry.findRoad(new Point(50, 3)).orElseThrow();
    assertThat(lawful.directionOf(250)).isEqualTo(Direction.ALONG);
    assertThat(lawful.directionOf(90)).isEqualTo(Direction.AGAINST);
    assertThat(lawful.length()).isCloseTo(70, within(1e-9));
    assertThat(geometry.lengthOf("both-ways")).isCloseTo(70, within(1e-9));
    assertThat(geometry.lengthOf("elsewhere")).isZero();
    Road either = geometry.findRoad(new Point(50, 13)).orElseThrow();
    assertThat(either.axisDeg()).isEqualTo(90);
    assertThat(either.directionOf(100)).isEqualTo(Direction.ALONG);
    assertThat(either.directionOf(260)).isEqualTo(Direction.AGAINST);
  }

  @Test
  void shouldHaveNoHomographyWhenCameraIsNotCalibrated() {
    CameraGeometry geometry =
        CameraGeometry.of(camera(Optional.empty(), List.of(NORTH), List.of()));

    assertThat(geometry.ground()).isEmpty();
    assertThat(geometry.lengthOf(NORTH.id())).as("it places nobody there").isZero();
    assertThat(geometry.zonesAt(new Point(1, 1))).isEmpty();
  }

  @Test
  void shouldNameTheFieldWhenDefinitionIsUnusable() {
    refused(
        camera(
            Optional.of(new Calibration.Points(List.of(pair(0, 0, 0, 0)))), List.of(), List.of()),
        "calibration.points: expected 4 pairs or more, found 1");
    refused(
        camera(Optional.of(new Calibration.Matrix(List.of(1.0))), List.of(), List.of()),
        "calibration.matrix: expected 9 numbers");
    refused(
        camera(
            Optional.of(
                new Calibration.Vanishing(
                    new Point(0, 0), new Point(2000, 0), new Point(960, 540), -1)),
            List.of(),
            List.of()),
        "calibration.vanishing.scale: expected metres per unit above 0, found -1.0");
    Segment flat =
        new Segment(
            "flat",
            List.of(new Point(0, 0), new Point(1, 0), new Point(2, 0)),
            Optional.empty(),
            Optional.empty());
    refused(
        camera(Optional.of(POINTS), List.of(NORTH, flat), List.of()),
        "segments[1].polygon_m: expected corners around an area");
    refused(
        camera(Optional.empty(), List.of(), List.of(new Zone("z", List.of(new Point(0, 0))))),
        "zones[0].polygon_px: expected 3 corners or more, found 1");
  }

  private static void refused(CameraDefinition definition, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CameraGeometry.of(definition))
        .withMessageContaining(message);
  }

  private static CameraDefinition camera(
      Optional<Calibration> calibration, List<Segment> segments, List<Zone> zones) {
    return new CameraDefinition(
        "cam",
        3,
        "site",
        Optional.empty(),
        calibration,
        segments,
        zones,
        List.of(),
        Optional.empty());
  }

  private static Calibration.Pair pair(double px, double py, double mx, double my) {
    return new Calibration.Pair(new Point(px, py), new Point(mx, my));
  }

  private static Zone zone(String id, double x, double y, double right, double bottom) {
    return new Zone(
        id,
        List.of(
            new Point(x, y), new Point(right, y), new Point(right, bottom), new Point(x, bottom)));
  }
}
