package dev.gantry.ingest.city.render;

import static dev.gantry.ingest.city.render.TestStreet.CAMERA;
import static dev.gantry.ingest.city.render.TestStreet.NETWORK;
import static dev.gantry.ingest.city.render.TestStreet.actor;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.domain.geometry.Box;
import dev.gantry.domain.geometry.Point;
import dev.gantry.ingest.city.road.Link;
import dev.gantry.ingest.city.road.Signal.Light;
import dev.gantry.ingest.city.traffic.Actor;
import dev.gantry.ingest.city.traffic.Actor.Shape;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CityRendererTest {

  private static final CityRenderer RENDERER = new CityRenderer(NETWORK, CAMERA, 1);

  private static final List<Actor> ACTORS =
      List.of(
          actor(Shape.SALOON, 25, 1.75, 0),
          actor(Shape.BUS, 50, -5.25, Math.PI),
          actor(Shape.BICYCLE, 33, 5.25, 0),
          actor(Shape.PERSON, 30, 9, 1));

  @AfterAll
  static void close() {
    RENDERER.close();
  }

  @Test
  void shouldRenderTheSameBytesForTheSameMoment() {
    Conditions conditions = Conditions.DAY.withRain(.5).withGlare(.3).withShake(4);
    byte[] before = RENDERER.frame(ACTORS, conditions, CityRendererTest::green, 42);
    RENDERER.frame(List.of(), Conditions.DAY, CityRendererTest::red, 43);
    byte[] again = RENDERER.frame(ACTORS, conditions, CityRendererTest::green, 42);
    byte[] elsewhere;
    try (var other = new CityRenderer(NETWORK, CAMERA, 1)) {
      elsewhere = other.frame(ACTORS, conditions, CityRendererTest::green, 42);
    }
    assertThat(again).isEqualTo(before);
    assertThat(elsewhere).isEqualTo(before);
    assertThat(RENDERER.frame(ACTORS, conditions, CityRendererTest::green, 43))
        .isNotEqualTo(before);
  }

  @Test
  void shouldRenderJpegOfTheCamerasSize() throws IOException {
    byte[] jpeg = RENDERER.frame(ACTORS, Conditions.DAY, CityRendererTest::red, 0);
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(jpeg));
    assertThat(image.getWidth()).isEqualTo(CAMERA.width());
    assertThat(image.getHeight()).isEqualTo(CAMERA.imageHeight());
    assertThat(
            RENDERER.frame(ACTORS, Conditions.DAY.withJpegQuality(20), CityRendererTest::red, 0)
                .length)
        .isLessThan(jpeg.length / 2);
  }

  @Test
  void shouldDrawTheNearerBeforeTheFarther() {
    Actor near = actor(Shape.TRUCK, 22, 1.75, 0);
    Actor far = actor(Shape.HATCHBACK, 29, 1.75, 0);
    Box hidden = new ActorBoxes(CAMERA).boxOf(far).orElseThrow();
    BufferedImage alone = day(List.of(near));
    assertThat(differences(day(List.of(near, far)), alone, hidden)).isZero();
    assertThat(differences(day(List.of(far, near)), alone, hidden)).isZero();
    assertThat(differences(day(List.of(far)), alone, hidden)).isGreaterThan(.5);
  }

  @Test
  void shouldHideWhatIsBehindBuildings() {
    Actor behind = actor(Shape.SALOON, 45, 16, 0);
    Box box = new ActorBoxes(CAMERA).boxOf(behind).orElseThrow();
    assertThat(differences(day(List.of(behind)), day(List.of()), box)).isZero();
  }

  @Test
  void shouldDrawEverybodyWithinTheirBoxesAndShadows() {
    BufferedImage empty = day(List.of());
    for (Actor actor : ACTORS) {
      Box box = new ActorBoxes(CAMERA).boxOf(actor).orElseThrow();
      BufferedImage image = day(List.of(actor));
      assertThat(differences(image, empty, box)).as(actor.id()).isGreaterThan(.25);
      assertThat(differences(image, empty, new Box(0, 0, 640, 40))).as(actor.id()).isZero();
    }
  }

  @Test
  void shouldBeDarkAtNight() {
    assertThat(mean(image(Conditions.NIGHT))).isLessThan(.55 * mean(day(ACTORS)));
  }

  @Test
  void shouldBeWashedOutAgainstTheSun() {
    BufferedImage some = image(Conditions.DAY.withGlare(.4));
    BufferedImage blinding = image(Conditions.DAY.withGlare(1));
    var belowSun = new Box(340, 0, 80, 60);
    assertThat(mean(some, belowSun)).isGreaterThan(mean(day(ACTORS), belowSun) + 25);
    assertThat(mean(blinding, belowSun)).isGreaterThan(mean(some, belowSun) + 25);
    assertThat(mean(blinding)).isGreaterThan(mean(some) + 20);
  }

  @Test
  void shouldLoseContrastInRain() {
    double dry = deviation(day(ACTORS));
    double drizzle = deviation(image(Conditions.DAY.withRain(.3)));
    assertThat(drizzle).isLessThan(.95 * dry);
    assertThat(deviation(image(Conditions.DAY.withRain(1)))).isLessThan(.9 * drizzle);
  }

  @Test
  void shouldShowHardlyAnythingWhenCovered() {
    BufferedImage covered = image(Conditions.DAY.withCovered(true));
    assertThat(mean(covered)).isLessThan(45);
    assertThat(deviation(covered)).isLessThan(8);
    assertThat(mean(covered)).isGreaterThan(mean(image(Conditions.NIGHT.withCovered(true))));
  }

  @Test
  void shouldShowTheSameWhenItWasMadeReadyBefore() {
    Conditions rain = Conditions.DAY.withRain(.4);
    byte[] picture = RENDERER.frame(ACTORS, rain, CityRendererTest::red, 42);
    try (var other = new CityRenderer(NETWORK, CAMERA, 1).ready(rain)) {
      assertThat(other.frame(ACTORS, rain, CityRendererTest::red, 42)).isEqualTo(picture);
    }
  }

  @Test
  void shouldMoveTheWholePictureWhenShaken() {
    Conditions windy = Conditions.DAY.withShake(9);
    long seq = 0;
    while (Math.abs(RENDERER.shake(windy, seq).right()) < 4) {
      seq++;
    }
    Shake shake = RENDERER.shake(windy, seq);
    BufferedImage still = RENDERER.picture(ACTORS, Conditions.DAY, CityRendererTest::red, seq);
    BufferedImage shaken = RENDERER.picture(ACTORS, windy, CityRendererTest::red, seq);
    double there = distance(still, shaken, shake.right(), shake.down());
    assertThat(there).isLessThan(3);
    assertThat(distance(still, shaken, 0, 0)).isGreaterThan(2 * there);
    assertThat(Math.abs(shake.right())).isLessThanOrEqualTo(9);
  }

  @ParameterizedTest
  @EnumSource
  void shouldShowTheLightsOfTheSignals(Light light) {
    BufferedImage image = RENDERER.picture(List.of(), Conditions.NIGHT, link -> light, 0);
    Vec place = new SignalLights(CAMERA.link()).places(light).get(0);
    View view = new View(CAMERA);
    int rgb = image.getRGB((int) view.u(place), (int) view.v(place));
    boolean red = ((rgb >> 16) & 0xFF) > ((rgb >> 8) & 0xFF);
    assertThat(red).as("red or amber").isEqualTo(light != Light.GREEN);
  }

  @Test
  void shouldLightTheRoadBeforeVehiclesAtNight() {
    Actor car = actor(Shape.SALOON, 20, 1.75, 0);
    Point lit = CAMERA.project(20 + 7, 1.75, 0);
    var before = new Box(lit.x() - 3, lit.y() - 3, 6, 6);
    BufferedImage dark = RENDERER.picture(List.of(), Conditions.NIGHT, CityRendererTest::red, 0);
    BufferedImage bright =
        RENDERER.picture(List.of(car), Conditions.NIGHT, CityRendererTest::red, 0);
    assertThat(mean(bright, before)).isGreaterThan(1.3 * mean(dark, before));
  }

  static Light red(Link approach) {
    return Light.RED;
  }

  static Light green(Link approach) {
    return Light.GREEN;
  }

  private static BufferedImage day(List<Actor> actors) {
    return RENDERER.picture(actors, Conditions.DAY, CityRendererTest::red, 0);
  }

  private static BufferedImage image(Conditions conditions) {
    return RENDERER.picture(ACTORS, conditions, CityRendererTest::red, 0);
  }

  /** Share of the pixels of a box that are not the same. */
  private static double differences(BufferedImage one, BufferedImage other, Box box) {
    int count = 0;
    int different = 0;
    for (int y = (int) box.y(); y < (int) box.bottom(); y++) {
      for (int x = (int) box.x(); x < (int) box.right(); x++) {
        count++;
        different += one.getRGB(x, y) == other.getRGB(x, y) ? 0 : 1;
      }
    }
    return (double) different / count;
  }

  private static double mean(BufferedImage image) {
    return mean(image, new Box(0, 0, image.getWidth(), image.getHeight()));
  }

  private static double mean(BufferedImage image, Box box) {
    double sum = 0;
    int count = 0;
    for (int y = (int) box.y(); y < (int) box.bottom(); y++) {
      for (int x = (int) box.x(); x < (int) box.right(); x++) {
        sum += green(image, x, y);
        count++;
      }
    }
    return sum / count;
  }

  private static double deviation(BufferedImage image) {
    double mean = mean(image);
    double sum = 0;
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        sum += (green(image, x, y) - mean) * (green(image, x, y) - mean);
      }
    }
    return Math.sqrt(sum / image.getWidth() / image.getHeight());
  }

  /** Mean difference from another picture that is moved, away from the edges. */
  private static double distance(BufferedImage one, BufferedImage moved, int right, int down) {
    double sum = 0;
    int count = 0;
    for (int y = 20; y < one.getHeight() - 20; y++) {
      for (int x = 20; x < one.getWidth() - 20; x++) {
        sum += Math.abs(green(one, x, y) - green(moved, x + right, y + down));
        count++;
      }
    }
    return sum / count;
  }

  private static int green(BufferedImage image, int x, int y) {
    return (image.getRGB(x, y) >> 8) & 0xFF;
  }
}
