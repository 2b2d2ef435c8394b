package dev.gantry.ingest.city.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gantry.domain.geometry.Box;
import dev.gantry.ingest.city.render.Setting.Scene;
import dev.gantry.ingest.city.traffic.Actor;
import dev.gantry.ingest.city.traffic.Actor.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ActorBoxesTest {

  private static final byte GREY = 90;

  private final View view = new View(TestStreet.CAMERA);
  private final Canvas canvas = new Canvas(view.width(), view.height());
  private final ActorPainter painter = new ActorPainter(canvas, view, new Lamps(List.of()));
  private final ActorBoxes boxes = new ActorBoxes(TestStreet.CAMERA);
  private final Scene scene = emptyScene();

  @ParameterizedTest
  @EnumSource(Shape.class)
  void shouldFitWhatIsDrawn(Shape shape) {
    var random = new SplittableRandom(shape.name().hashCode());
    for (int i = 0; i < 80; i++) {
      Actor actor =
          TestStreet.actor(
              shape,
              -3 + 120 * random.nextDouble() * random.nextDouble(),
              16 * random.nextDouble() - 8,
              2 * Math.PI * random.nextDouble());
      Optional<Box> box = boxes.boxOf(actor);
      Optional<Box> drawn = drawn(actor);
      if (box.isEmpty() || isSliver(box.get())) {
        continue;
      }
      assertThat(drawn).as("drawn of %s", actor).isPresent();
      assertThat(drawn.get().x()).as("left of %s", actor).isCloseTo(box.get().x(), within(1.0));
      assertThat(drawn.get().y()).as("top of %s", actor).isCloseTo(box.get().y(), within(1.0));
      assertThat(drawn.get().right())
          .as("right of %s", actor)
          .isCloseTo(box.get().right(), within(1.0));
      assertThat(drawn.get().bottom())
          .as("bottom of %s", actor)
          .isCloseTo(box.get().bottom(), within(1.0));
    }
  }

  @ParameterizedTest
  @EnumSource(Shape.class)
  void shouldHaveTheSizeOfTheActor(Shape shape) {
    Actor actor = TestStreet.actor(shape, 60, 0, Math.PI / 2);
    Box box = boxes.boxOf(actor).orElseThrow();
    double perMetre = TestStreet.CAMERA.pixelsPerMetre(60);
    // Legs are drawn together or apart, as somebody walks.
    double differs = actor.isPerson() ? .4 : .08;
    assertThat(box.width() / perMetre).isCloseTo(actor.length(), within(differs * actor.length()));
    assertThat(box.height() / perMetre).isGreaterThan(.9 * actor.height());
  }

  @Test
  void shouldBeEmptyOutsideOfTheImage() {
    assertThat(boxes.boxOf(TestStreet.actor(Shape.SALOON, -30, 0, 0))).isEmpty();
    assertThat(boxes.boxOf(TestStreet.actor(Shape.SALOON, 20, 40, 0))).isEmpty();
    assertThat(boxes.boxOf(TestStreet.actor(Shape.PERSON, 2, 0, 0))).isEmpty();
  }

  /** At the edge of the image less than a pixel may be left, of which nothing need be drawn. */
  private static boolean isSliver(Box box) {
    return box.width() < 1.5 || box.height() < 1.5;
  }

  private Scene emptyScene() {
    var pixels = new byte[3 * view.width() * view.height()];
    var standing = new float[view.width() * view.height()];
    Arrays.fill(pixels, GREY);
    Arrays.fill(standing, Float.POSITIVE_INFINITY);
    var backdrop = new Backdrop(pixels, standing, new byte[standing.length]);
    Lighting day = Lighting.day();
    return new Scene(backdrop, new Shades(List.of(), day.sun()), day);
  }

  /** The smallest box of whole pixels around what is other than the empty picture. */
  private Optional<Box> drawn(Actor actor) {
    canvas.begin(scene.backdrop());
    painter.paint(new PlacedActor(actor), scene);
    int left = view.width();
    int top = view.height();
    int right = 0;
    int bottom = 0;
    for (int i = 0; i < view.width() * view.height(); i++) {
      if (isPainted(i)) {
        left = Math.min(left, i % view.width());
        right = Math.max(right, i % view.width() + 1);
        top = Math.min(top, i / view.width());
        bottom = Math.max(bottom, i / view.width() + 1);
      }
    }
    return left < right
        ? Optional.of(new Box(left, top, right - left, bottom - top))
        : Optional.empty();
  }

  private boolean isPainted(int pixel) {
    byte[] pixels = canvas.pixels();
    return pixels[3 * pixel] != GREY
        || pixels[3 * pixel + 1] != GREY
        || pixels[3 * pixel + 2] != GREY;
  }
}
