package dev.gantry.ingest.city.render;

import static dev.gantry.ingest.city.render.TestStreet.CAMERA;
import static dev.gantry.ingest.city.render.TestStreet.NETWORK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gantry.ingest.city.render.Setting.Scene;
import dev.gantry.ingest.city.render.Setting.Weather;
import dev.gantry.ingest.city.traffic.Actor;
import dev.gantry.ingest.city.traffic.Actor.Shape;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SightTest {

  private final Setting setting = new Setting(NETWORK, CAMERA, 1);
  private final View view = setting.view();
  private final Canvas canvas = new Canvas(view.width(), view.height());
  private final ActorPainter painter = new ActorPainter(canvas, view, setting.lamps());
  private final Streets streets = new Streets(NETWORK, link -> true, 1);
  private final Sight sight = new Sight(NETWORK, CAMERA, 1);

  @Test
  void shouldSeeTheStreetButNotBehindHouses() {
    assertThat(sight.free(TestStreet.actor(Shape.SALOON, 40, 1.75, 0))).isEqualTo(1);
    assertThat(sight.free(TestStreet.actor(Shape.SALOON, 45, 16, 0))).isZero();
  }

  @Test
  void shouldAgreeWithWhatIsDrawn() {
    Scene street = setting.scene(Weather.RAIN);
    Scene open = new Scene(withoutHouses(street), street.shades(), street.lighting());
    var random = new SplittableRandom(1);
    int compared = 0;
    int hidden = 0;
    double error = 0;
    while (compared < 300) {
      Actor actor =
          TestStreet.actor(
              Shape.VAN, 30 + 95 * random.nextDouble(), 80 * random.nextDouble() - 40, 1.5);
      double whole = isOnRoad(actor) ? painted(actor, open) : 0;
      if (whole > 60) {
        double drawn = painted(actor, street) / whole;
        // A post in the way covers more or less than the points that are asked for.
        assertThat(sight.free(actor)).as("free of %s", actor).isCloseTo(drawn, within(.45));
        error += Math.abs(sight.free(actor) - drawn);
        hidden += drawn < .1 ? 1 : 0;
        compared++;
      }
    }
    assertThat(hidden).isGreaterThan(30);
    assertThat(error / compared).isLessThan(.05);
  }

  private boolean isOnRoad(Actor actor) {
    return streets.at(actor.pose().x(), actor.pose().y(), 0).isRoad();
  }

  private static Backdrop withoutHouses(Scene scene) {
    var standing = new float[scene.backdrop().standing().length];
    Arrays.fill(standing, Float.POSITIVE_INFINITY);
    return new Backdrop(scene.backdrop().pixels(), standing, scene.backdrop().sunlit());
  }

  /** How many pixels an actor changes. */
  private double painted(Actor actor, Scene scene) {
    canvas.begin(scene.backdrop());
    painter.paint(new PlacedActor(actor), scene);
    byte[] before = scene.backdrop().pixels();
    byte[] after = canvas.pixels();
    int changed = 0;
    for (int i = 0; i < after.length; i += 3) {
      boolean same =
          before[i] == after[i] && before[i + 1] == after[i + 1] && before[i + 2] == after[i + 2];
      changed += same ? 0 : 1;
    }
    return changed;
  }
}
