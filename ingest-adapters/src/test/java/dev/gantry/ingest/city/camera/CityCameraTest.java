package dev.gantry.ingest.city.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gantry.domain.geometry.Homography;
import dev.gantry.domain.geometry.Point;
import dev.gantry.ingest.city.road.RoadNetwork;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CityCameraTest {

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 40);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void shouldComeBackToTheSamePointOfTheGround(long seed) {
    for (CityCamera camera : CameraLayout.place(RoadNetwork.grid(seed, 3, 3), 12)) {
      for (double ahead = 11; ahead < 100; ahead += 8.5) {
        for (double right = -12; right <= 12; right += 3) {
          Point pixel = camera.project(ahead, right, 0);
          Point back = camera.groundAhead(pixel.x(), pixel.y());
          assertThat(back.x()).isCloseTo(ahead, within(1e-6));
          assertThat(back.y()).isCloseTo(right, within(1e-6));
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void shouldHaveTheHomographyThatItsPointsGive(long seed) {
    for (CityCamera camera : CameraLayout.place(RoadNetwork.grid(seed, 3, 3), 12)) {
      List<Point> metres = new ArrayList<>();
      List<Point> pixels = new ArrayList<>();
      for (double[] at : new double[][] {{12, -4}, {12, 4}, {45, 6}, {45, -6}, {80, 5}}) {
        Point ground = ground(camera, at[0], at[1]);
        metres.add(ground);
        pixels.add(camera.pixelOf(ground.x(), ground.y()));
      }
      Homography homography = Homography.fromPairs(pixels, metres);
      Point ground = ground(camera, 30, 2.5);
      Point found = homography.toGround(camera.pixelOf(ground.x(), ground.y())).orElseThrow();
      assertThat(found.distanceTo(ground)).isLessThan(1e-6);
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void shouldSayTheHomographyThatItHas(long seed) {
    for (CityCamera camera : CameraLayout.place(RoadNetwork.grid(seed, 3, 3), 12)) {
      for (double ahead = 11; ahead < 100; ahead += 8.5) {
        Point ground = ground(camera, ahead, ahead % 7 - 3);
        Point pixel = camera.pixelOf(ground.x(), ground.y());
        List<Double> xyw = camera.homography().stream().map(row -> product(row, pixel)).toList();
        Point found = new Point(xyw.get(0) / xyw.get(2), xyw.get(1) / xyw.get(2));
        assertThat(found.distanceTo(ground)).isLessThan(1e-6);
      }
    }
  }

  private static double product(List<Double> row, Point pixel) {
    return row.get(0) * pixel.x() + row.get(1) * pixel.y() + row.get(2);
  }

  private static Point ground(CityCamera camera, double ahead, double right) {
    var pose = camera.foot().moved(ahead, right);
    return new Point(pose.x(), pose.y());
  }
}
