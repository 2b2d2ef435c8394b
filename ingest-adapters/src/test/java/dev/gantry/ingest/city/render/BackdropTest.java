package dev.gantry.ingest.city.render;

import static dev.gantry.ingest.city.render.TestStreet.CAMERA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gantry.domain.geometry.Point;
import dev.gantry.ingest.city.render.Setting.Weather;
import dev.gantry.ingest.city.road.Link;
import org.junit.jupiter.api.Test;

class BackdropTest {

  private static final Link LINK = CAMERA.link();

  private static final Setting SETTING = new Setting(TestStreet.NETWORK, CAMERA, 1);
  private static final Backdrop DAY = SETTING.scene(Weather.SUNNY).backdrop();

  @Test
  void shouldPaintMarksWhereTheCameraSeesThem() {
    for (double ahead = 15; ahead < 50; ahead += 1) {
      double line = Math.max(brightness(DAY, ahead, .13), brightness(DAY, ahead, -.13));
      double lane = brightness(DAY, ahead, Link.laneOffset(0));
      assertThat(line).as("centre line %s m ahead", ahead).isGreaterThan(1.3 * lane);
    }
  }

  @Test
  void shouldKnowWhatStandsBesideTheRoad() {
    double wall = LINK.kerbOffset() + Link.PAVEMENT_METRES + .2;
    int front = pixel(CAMERA.project(25, wall, 2));
    double depth = CAMERA.depth(25, 2);
    assertThat((double) DAY.standing()[front]).isCloseTo(depth, within(.5));
    int road = pixel(CAMERA.project(25, Link.laneOffset(0), 0));
    assertThat(DAY.standing()[road]).isInfinite();
  }

  @Test
  void shouldSeeNothingBeforeThePlacesOfTraffic() {
    for (double ahead = 15; ahead < 90; ahead += 2) {
      for (double right = -7; right <= 7; right += 1.75) {
        int pixel = pixel(CAMERA.project(ahead, right, .8));
        assertThat((double) DAY.standing()[pixel])
            .as("what stands before %s m ahead and %s m right", ahead, right)
            .isGreaterThan(CAMERA.depth(ahead, .8) - 3);
      }
    }
  }

  @Test
  void shouldShineWhereTheSunDoes() {
    Backdrop rain = SETTING.scene(Weather.RAIN).backdrop();
    assertThat(rain.sunlit()).containsOnly(0);
    assertThat(DAY.sunlit()).contains((byte) 255).contains((byte) 0);
  }

  @Test
  void shouldMixTwoLights() {
    Backdrop night = SETTING.scene(Weather.NIGHT).backdrop();
    Backdrop half = DAY.towards(night, .5);
    int pixel = pixel(CAMERA.project(30, 2, 0));
    assertThat(green(half, pixel))
        .isCloseTo((green(DAY, pixel) + green(night, pixel)) / 2.0, within(1.0));
    assertThat(DAY.towards(night, 0)).isSameAs(DAY);
    assertThat(DAY.towards(night, 1)).isSameAs(night);
  }

  private static double brightness(Backdrop backdrop, double ahead, double right) {
    return green(backdrop, pixel(CAMERA.project(ahead, right, 0)));
  }

  private static double green(Backdrop backdrop, int pixel) {
    return backdrop.pixels()[3 * pixel + 1] & 0xFF;
  }

  private static int pixel(Point place) {
    int column = Math.min(CAMERA.width() - 1, (int) place.x());
    return ((int) place.y()) * CAMERA.width() + Math.max(0, column);
  }
}
